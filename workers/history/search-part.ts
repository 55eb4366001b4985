import { openSegment } from '../../src/domain/columns/open-column';
import { collectSightings, type Tallies } from '../../src/domain/history/collect-sightings';
import { makeInsideTest } from '../../src/domain/history/direction';
import type { SegmentHits } from '../../src/domain/history/search-segment';
import { HistoryDatabase, type StoredSegment } from '../../src/store/history-database';
import { readWholeColumns } from '../../src/store/read-segments';
import type { SearchPart } from './search-part-contract';
import { makeSegmentFinder, type SegmentFinder } from './segment-finder';
import { isSightingField } from './sighting-fields';

/** One of several that search at the same time, each through its own segments. */
export function makeSearchPart(): SearchPart {
  let ready: { readonly db: HistoryDatabase; readonly finder: SegmentFinder } | null = null;
  const isInside = makeInsideTest([]);

  async function collect(db: HistoryDatabase, segment: StoredSegment, hits: SegmentHits, history: string) {
    const columns = await readWholeColumns(db, segment, isSightingField);
    if (columns === null) return null;
    const tallies: Tallies = new Map();
    collectSightings(hits, openSegment({ rows: segment.rows, columns }), history, isInside, tallies);
    return tallies;
  }

  return {
    async prepare({ workspace, values, hostsOfUrls, from, to, seed }) {
      const finder = makeSegmentFinder(values, { hostsOfUrls, range: { from, to }, seed, onlySingle: false });
      ready = { db: new HistoryDatabase(workspace), finder };
    },
    async search({ id, history }) {
      if (ready === null) throw new Error('A part of a search was not prepared.');
      const { db, finder } = ready;
      const segment = await db.segments.get(id);
      // Dropped meanwhile.
      if (segment === undefined) return null;
      const kinds = new Map(segment.fields.map(({ field, kind }) => [field, kind]));
      const columns = await readWholeColumns(db, segment, (field) => finder.wants(field, kinds.get(field) ?? 'text'));
      if (columns === null) return null;
      const found = finder.find(openSegment({ rows: segment.rows, columns }), segment);
      // Most segments hold nothing, and their other columns are not read.
      const isEmpty = found.hits.rows.length === 0;
      const tallies = isEmpty ? new Map() : await collect(db, segment, found.hits, history);
      return tallies === null ? null : { ...found, tallies };
    },
    async finish() {
      ready?.db.close();
    },
  };
}
