import { isSameRecord } from '../sensors/reuse-records';
import { CONTENT_PARTS, type ContentPart } from './check-content';
import type { WorkspaceContent } from './content';

/** What becomes of what is here when a backup is brought in. */
export interface RestoreChoice {
  /** `replace`: afterwards there is what the file holds. `add`: what is here stays, and what the file has more comes. */
  readonly mode: 'replace' | 'add';
  /** Adding: which of two records stays that have the same id and say different things. */
  readonly conflicts: 'here' | 'file';
}

/** Nothing is lost unless somebody says so. */
export const DEFAULT_RESTORE: RestoreChoice = { mode: 'add', conflicts: 'here' };

export interface RestorePlan {
  readonly content: WorkspaceContent;
  readonly parts: readonly PartPlan[];
}

export interface PartPlan {
  readonly part: ContentPart;
  readonly inFile: number;
  readonly here: number;
  /** In the file alone. */
  readonly added: number;
  /** The same on both sides. */
  readonly same: number;
  /** The same id, but not the same content: names of what differs. */
  readonly conflicts: readonly string[];
  /** Here alone. */
  readonly onlyHere: number;
  readonly afterwards: number;
}

type Records = readonly object[];

/** Pure; records that do not change stay the objects they are. */
export function planRestore(here: WorkspaceContent, file: WorkspaceContent, choice: RestoreChoice): RestorePlan {
  const plans = CONTENT_PARTS.map((part) => ({
    part,
    ...planPart(part, recordsOf(here, part), recordsOf(file, part), choice),
  }));
  const of = <Items extends Records>(part: ContentPart) =>
    (plans.find((plan) => plan.part === part)?.records ?? []) as Items;
  return {
    content: {
      inventory: {
        groups: of('groups'),
        deployments: of('deployments'),
        customSensors: of('customSensors'),
        supporting: of('supporting'),
      },
      layers: of('layers'),
      rules: of('rules'),
      documents: of('documents'),
      scenarios: of('scenarios'),
      plans: of('plans'),
      weightLists: of('weightLists'),
      threatReports: of('threatReports'),
      huntSheets: of('huntSheets'),
      reportContents: of('reportContents'),
      watchlists: of('watchlists'),
      benignValues: of('benignValues'),
    },
    parts: plans.map(({ records, ...plan }) => ({ ...plan, afterwards: records.length })),
  };
}

export function recordsOf({ inventory, ...others }: WorkspaceContent, part: ContentPart): Records {
  return { ...inventory, ...others }[part];
}

function planPart(part: ContentPart, here: Records, file: Records, { mode, conflicts }: RestoreChoice) {
  const known = new Map(here.map((record) => [keyOf(part, record), record]));
  const brought = new Set<string>();
  const different: string[] = [];
  let same = 0;
  const chosen = file.map((record) => {
    const key = keyOf(part, record);
    const mine = known.get(key);
    brought.add(key);
    if (mine === undefined) return record;
    if (isSameRecord(mine, record)) {
      same++;
      return mine;
    }
    different.push(nameOf(record) ?? key);
    return mode === 'add' && conflicts === 'here' ? mine : record;
  });
  const onlyHere = here.filter((record) => !brought.has(keyOf(part, record)));
  const records = mode === 'add' ? [...onlyHere, ...chosen] : chosen;
  const kept = new Set(records);
  const isUnchanged = records.length === here.length && here.every((record) => kept.has(record));
  return {
    records: isUnchanged ? here : records,
    inFile: file.length,
    here: here.length,
    added: file.length - same - different.length,
    same,
    conflicts: different,
    onlyHere: onlyHere.length,
  };
}

function keyOf(part: ContentPart, record: object): string {
  const { id, analytic, component } = record as { id?: string; analytic?: string; component?: string };
  return part === 'supporting' ? JSON.stringify([analytic, component]) : (id ?? '');
}

/** Deployments have no name of their own. */
function nameOf(record: object): string | null {
  const { name, sensorId, value } = record as Readonly<Record<string, unknown>>;
  if (typeof name === 'string' && name !== '') return name;
  if (typeof value === 'string' && value !== '') return value;
  return typeof sensorId === 'string' ? `a deployment of ${sensorId}` : null;
}
