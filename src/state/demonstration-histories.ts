import indicatorsUrl from '../../data/demonstration/grey-heron.csv?url';
import connUrl from '../../data/demonstration/zeek-conn.txt?url';
import dnsUrl from '../../data/demonstration/zeek-dns.txt?url';
import type { ImportChoices } from '../../workers/contract/imports';
import type { Watchlist } from '../domain/indicators/watchlist';
import { HistoryDatabase } from '../store/history-database';
import { WorkspaceDatabase } from '../store/workspace-database';
import { startSearch } from './history-search';
import { callback } from './worker-client';
import { importWorker } from './workers';

const SITE = 'Waterworks';
const LIST = 'watchlist-demonstration';
const SEARCH = 'search-demonstration';

/**
 * The demonstration's histories, indicators, watchlist and search: read by the same workers as anybody's files, when the
 * screens about them are opened for the first time. Nothing is done where any are there.
 */
export async function fillDemonstration(): Promise<void> {
  const db = new HistoryDatabase('demonstration');
  try {
    if ((await db.histories.count()) + (await db.collections.count()) > 0) return;
  } finally {
    db.close();
  }
  const collection = await importDemonstration(indicatorsUrl, 'grey-heron.csv', {
    indicators: { name: 'Grey Heron', publisher: 'Waterworks exchange (made up)' },
  });
  await importDemonstration(connUrl, 'conn.log', { history: { name: 'Connections', site: SITE, watchlists: [] } });
  await importDemonstration(dnsUrl, 'dns.log', { history: { name: 'Names asked for', site: SITE, watchlists: [] } });
  if (collection === null) return;
  await keepWatchlist(collection);
  await startSearch('demonstration', {
    id: SEARCH,
    name: 'Grey Heron',
    request: { watchlists: [LIST], values: [], histories: null, from: null, to: null, hostsOfUrls: true },
    createdAt: new Date().toISOString(),
    lookedAt: null,
  });
}

/** @returns id of what it became; `null`: it was not read */
async function importDemonstration(url: string, name: string, choices: ImportChoices): Promise<string | null> {
  const answer = await fetch(url);
  if (!answer.ok) return null;
  const file = new File([await answer.blob()], name);
  const at = new Date().toISOString();
  const result = await importWorker.run((api) =>
    api.commitImport(
      file,
      'demonstration',
      choices,
      at,
      callback(() => undefined),
    ),
  );
  return result.ok ? result.value.id : null;
}

/** Past the list of changes: what the demonstration begins with is nothing that somebody did, and nothing to undo. */
async function keepWatchlist(collection: string): Promise<void> {
  const list: Watchlist = {
    id: LIST,
    name: 'Grey Heron',
    reason: 'Extortion at a regional water utility, as reported',
    owner: 'Security operations',
    validFrom: '2026-11-02',
    validUntil: null,
    minimumConfidence: 30,
    collections: [collection],
    values: [],
    warninglists: [],
    createdAt: '2026-11-02T09:00:00.000Z',
    position: 1,
  };
  const db = new WorkspaceDatabase('demonstration');
  try {
    await db.watchlists.put(list);
  } finally {
    db.close();
  }
}
