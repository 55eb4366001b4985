import { diffReleases, type ReleaseDiff } from '../src/domain/attack/release-diff';
import { failure, issue, type Result, success, WHOLE_FILE } from '../src/domain/result';
import type { UpgradeEvent } from '../src/domain/workspace/reference-kind';
import { listReferenceKinds } from '../src/domain/workspace/technique-references';
import { applyUpgrade } from '../src/domain/workspace/upgrade';
import { CatalogDatabase } from '../src/store/catalog-database';
import { change } from '../src/store/change-content';
import { readContent } from '../src/store/content-store';
import { loadCatalogIndex } from './catalogs';
import type { ImportedRelease, ReleasesWorker } from './contract/releases';
import { withDatabase, withWorkspace } from './databases';
import { DOCUMENT_REFERENCES } from './document-references';
import { expose } from './expose';
import { openTechniqueProse } from './prose-parts';
import { prepareUpgrade } from './upgrade-target';

const KINDS = listReferenceKinds(DOCUMENT_REFERENCES);

const worker: ReleasesWorker = {
  listImported: () => withDatabase(new CatalogDatabase(), listImported),

  readTechnique: (catalogId, techniqueId) =>
    withDatabase(new CatalogDatabase(), (db) => openTechniqueProse(db, catalogId, techniqueId)),

  diff,

  async exportDiff(fromId, toId, file, kinds, at) {
    const answer = await diff(fromId, toId);
    if (!answer.ok) return answer;
    const { domain, from, to, changes } = answer.value;
    const chosen = kinds === null ? changes : changes.filter(({ kind }) => kinds.includes(kind));
    const stem = `vedette-${domain}-${from}-to-${to}`;
    const { writeDiffCsv, writeDiffLayer } = await import('../src/formats/release-diff-files');
    return success(
      file === 'table'
        ? { name: `${stem}.csv`, mediaType: 'text/csv', text: writeDiffCsv(answer.value, chosen) }
        : { name: `${stem}.json`, mediaType: 'application/json', text: writeDiffLayer(answer.value, chosen, at) },
    );
  },

  async planUpgrade(workspace, targets) {
    const content = await withWorkspace(workspace, readContent);
    const prepared = await prepareUpgrade(content, KINDS, targets);
    if (!prepared.ok) return prepared;
    const { plan, entries, catalogs } = prepared.value;
    const asked = new Set(plan.questions.map(({ kind, domain }) => (kind === 'technique' ? domain : null)));
    const techniques = catalogs
      .filter(({ domain }) => asked.has(domain))
      .flatMap(({ domain, techniques: live }) => live.map(({ id, name }) => ({ id: id as string, name, domain })));
    return success({ plan, targets: entries, techniques });
  },

  async applyUpgrade(workspace, targets, decisions, scoreRule, at) {
    return withWorkspace(workspace, async (db) => {
      const prepared = await prepareUpgrade(await readContent(db), KINDS, targets);
      if (!prepared.ok) return prepared;
      const { target, entries } = prepared.value;
      const releases = [...new Set(entries.map(({ release }) => release))];
      const label = `Upgrade to ATT&CK ${releases.join(' and ')}`;
      let events: readonly UpgradeEvent[] = [];
      // Made anew of what is there at that moment: it may have changed since it was planned.
      const run = (content: Parameters<typeof applyUpgrade>[0]) => {
        const upgrade = applyUpgrade(content, KINDS, target, decisions, scoreRule);
        events = upgrade.events;
        return upgrade.content;
      };
      const sequence = await change(db, label, { of: 'content', run }, at);
      return success({ change: sequence, label, events });
    });
  },
};

expose(worker);

async function diff(fromId: string, toId: string): Promise<Result<ReleaseDiff>> {
  const [from, to] = await Promise.all([loadCatalogIndex(fromId), loadCatalogIndex(toId)]);
  if (!from.ok) return from;
  if (!to.ok) return to;
  if (from.value.catalog.domain !== to.value.catalog.domain) {
    const message = 'Only releases of the same domain can be compared.';
    return failure(issue('error', 'domains-differ', WHOLE_FILE, message));
  }
  return success(diffReleases(from.value.catalog, to.value.catalog));
}

async function listImported(db: CatalogDatabase): Promise<readonly ImportedRelease[]> {
  const [catalogs, prose, threats] = await Promise.all([
    db.catalogs.toArray(),
    db.prose.toArray(),
    db.threats.toArray(),
  ]);
  const ids = [...new Set([...catalogs, ...prose, ...threats].map(({ id }) => id))];
  return ids.map((id) => {
    const catalog = catalogs.find((each) => each.id === id);
    const words = prose.find((each) => each.id === id);
    const actors = threats.find((each) => each.id === id);
    return {
      id,
      fileName: words?.fileName ?? catalog?.fileName ?? '',
      importedAt: (words ?? catalog ?? actors)?.importedAt ?? '',
      described: words?.techniques ?? 0,
      bytes: (catalog?.packed.byteLength ?? 0) + (words?.bytes ?? 0) + (actors?.packed.byteLength ?? 0),
    };
  });
}
