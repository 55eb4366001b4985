import { summariseSightings } from '../../src/domain/history/search-figures';
import { describeMostRelevant, writeSearchAnswer } from '../../src/domain/history/search-words';
import { failure, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import { raiseTlp } from '../../src/domain/threats/tlp';
import { readWatch } from '../../src/store/content-store';
import type { ExportedFile } from '../contract/exports';
import type { SearchExports } from '../contract/search-exports';
import { withHistories, withWorkspace } from '../databases';
import { nameFile } from '../name-file';
import { readRows } from './record-answers';
import { markOfWatchlists } from './search-marking';

export const exportAnswers: SearchExports = {
  exportSearch: (workspace, id, kind, { at, tlp: chosen }) =>
    withHistories(workspace, async (db): Promise<Result<ExportedFile>> => {
      const search = await db.searches.get(id);
      if (search?.run == null)
        return failure(issue('error', 'search-gone', WHOLE_FILE, 'This search is not here any more, or has not run.'));
      const { run } = search;
      const [sightings, histories, marking] = await Promise.all([
        db.sightings.get(id).then((found) => found?.sightings ?? []),
        db.histories.toArray(),
        // Of a run from before it was kept: by what is there today.
        run.marking === undefined
          ? withWorkspace(workspace, async (own) =>
              markOfWatchlists(db, await readWatch(own), search.request.watchlists),
            )
          : run.marking,
      ]);
      const tlp = raiseTlp(chosen, [marking]);
      const names = new Map(histories.map(({ id: history, name }) => [history, name]));
      const subject = { name: search.name, sightings, histories: names, ranAt: run.at, at, tlp, isWhole: run.complete };
      const isDemonstration = workspace === 'demonstration';
      const stem = `${isDemonstration ? 'vedette-demonstration' : 'vedette'}-${nameFile(search.name, 'search')}-${at.slice(0, 10)}`;
      switch (kind) {
        case 'sightings-csv': {
          const { writeSightingsCsv } = await import('../../src/formats/sightings-csv');
          return success({ name: `${stem}.csv`, mediaType: 'text/csv', text: writeSightingsCsv(subject) });
        }
        case 'sightings-markdown': {
          const figures = summariseSightings(run, sightings);
          const most = describeMostRelevant(figures);
          const answer = `${writeSearchAnswer(figures, run.complete)}${most === null ? '' : ` Most relevant: ${most}.`}`;
          const { writeSightingsMarkdown } = await import('../../src/formats/sightings-markdown');
          const text = writeSightingsMarkdown(subject, answer, isDemonstration);
          return success({ name: `${stem}.md`, mediaType: 'text/markdown', text });
        }
        case 'records-csv': {
          const records = await readRows(db, run.owner, { offset: 0, limit: run.kept });
          const { writeRecordsCsv } = await import('../../src/formats/sightings-csv');
          return success({
            name: `${stem}-records.csv`,
            mediaType: 'text/csv',
            text: writeRecordsCsv(records, { ...subject, isWhole: run.complete && records.length >= run.matched }),
          });
        }
      }
    }),
};
