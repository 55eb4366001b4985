import type { Catalog } from '../src/domain/attack/catalog';
import { ATTACK_DOMAINS } from '../src/domain/attack/identifiers';
import { compareReleases } from '../src/domain/attack/releases';
import { type Result, success } from '../src/domain/result';
import type { WorkspaceContent } from '../src/domain/workspace/content';
import type { ReferenceKind } from '../src/domain/workspace/reference-kind';
import { planUpgrade, type UpgradePlan } from '../src/domain/workspace/upgrade';
import { makeUpgradeTarget, type UpgradeTarget } from '../src/domain/workspace/upgrade-target';
import { listCatalogs, loadCatalogIndex } from './catalogs';
import type { CatalogEntry } from './contract/coverage';
import type { UpgradeTargets } from './contract/releases';

export interface PreparedUpgrade {
  readonly target: UpgradeTarget;
  readonly plan: UpgradePlan;
  readonly entries: readonly CatalogEntry[];
  readonly catalogs: readonly Catalog[];
}

/** Loads what an upgrade is measured by; former releases only when something is asked that they may know. */
export async function prepareUpgrade(
  content: WorkspaceContent,
  kinds: readonly ReferenceKind[],
  targets: UpgradeTargets,
): Promise<Result<PreparedUpgrade>> {
  const known = [...(await listCatalogs())].sort((a, b) => compareReleases(b.release, a.release));
  const entries = ATTACK_DOMAINS.flatMap((domain) => {
    const chosen = known.find(({ id }) => id === targets[domain]) ?? known.find((entry) => entry.domain === domain);
    return chosen ?? [];
  });
  const catalogs = await loadAll(entries);
  if (!catalogs.ok) return catalogs;
  const target = makeUpgradeTarget(catalogs.value, []);
  const plan = planUpgrade(content, kinds, target);
  if (!plan.questions.some(({ reason }) => reason === 'gone')) {
    return success({ target, plan, entries, catalogs: catalogs.value });
  }
  const former = await loadAll(known.filter(({ id }) => !entries.some((entry) => entry.id === id)));
  const informed = makeUpgradeTarget(catalogs.value, former.ok ? former.value : []);
  return success({
    target: informed,
    plan: planUpgrade(content, kinds, informed),
    entries,
    catalogs: catalogs.value,
  });
}

async function loadAll(entries: readonly CatalogEntry[]): Promise<Result<readonly Catalog[]>> {
  const catalogs: Catalog[] = [];
  for (const { id } of entries) {
    const index = await loadCatalogIndex(id);
    if (!index.ok) return index;
    catalogs.push(index.value.catalog);
  }
  return success(catalogs);
}
