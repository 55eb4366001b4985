import type { Lens } from '../coverage/settings';
import { formatCount } from '../format';
import type { VerdictFigures, VerdictStep } from './verdict';

/** What a sentence about a threat has to know beside its figures. */
export interface VerdictSetting {
  readonly lens: Lens;
  /** System groups that are looked at. */
  readonly groups: number;
}

/** "11 of 17 observable steps can be seen; first at Execution; blind for Exfiltration." */
export function writeVerdict(figures: VerdictFigures, setting: VerdictSetting): string {
  const { steps, observable, seen, firstSeenAt, blindFor } = figures;
  if (steps === 0) return 'It names no technique of this release of ATT&CK: nothing can be said.';
  if (isEmptyEstate(setting)) {
    return `No system group is looked at: nothing can be said of its ${count(steps, 'step')}.`;
  }
  if (observable === 0) {
    return `${steps === 1 ? 'Its only step is not' : `None of its ${formatCount(steps)} steps is`} observable here: ${joinAnd(listOutside(figures, setting.lens))}.`;
  }
  const parts = [describeSeen(observable, seen, setting.lens)];
  if (firstSeenAt !== null) parts.push(`first at ${firstSeenAt}`);
  // Where nothing is seen, that it is blind for every one of its tactics is said already.
  if (seen > 0 && blindFor.length > 0) parts.push(`blind for ${joinAnd(blindFor)}`);
  return `${parts.join('; ')}.`;
}

/** "Not counted: 2 steps for which ATT&CK lists no telemetry." Empty: every step is counted. */
export function writeOutside(figures: VerdictFigures, setting: VerdictSetting): string {
  if (isEmptyEstate(setting) || figures.observable === 0) return '';
  const parts = listOutside(figures, setting.lens);
  return parts.length === 0 ? '' : `Not counted: ${joinAnd(parts)}.`;
}

/** "not seen itself, but its parent is"; empty: nothing to add. */
export function describeRelatives({ relatives, parentName }: VerdictStep): string {
  const { parentRuns, subTechniquesRunning } = relatives;
  if (parentRuns) return `cannot be seen itself; its parent, ${parentName}, can`;
  if (subTechniquesRunning.length === 0) return '';
  const many = subTechniquesRunning.length > 1;
  return `cannot be seen itself; of its sub-techniques ${joinAnd(subTechniquesRunning)} can${many ? '' : ', and no other'}`;
}

const ADJECTIVES: Readonly<Record<Lens, string>> = { analytics: 'observable', smap: 'linked', dettect: 'scorable' };

function describeSeen(observable: number, seen: number, lens: Lens): string {
  const adjective = ADJECTIVES[lens];
  const of = formatCount(observable);
  if (lens === 'smap') {
    if (seen === 0) {
      return observable === 1
        ? 'No event maps to its only linked step'
        : `No event maps to any of its ${of} linked steps`;
    }
    if (seen === observable) {
      return observable === 1 ? 'An event maps to its only linked step' : `Events map to all ${of} linked steps`;
    }
    return `Events map to ${formatCount(seen)} of ${of} linked steps`;
  }
  const [one, many, not, none] =
    lens === 'analytics'
      ? ['can be seen', 'can be seen', 'cannot be seen', 'can be seen']
      : ['has score 4', 'have score 4', 'does not have score 4', 'has score 4'];
  if (seen === 0) {
    return observable === 1 ? `Its only ${adjective} step ${not}` : `None of its ${of} ${adjective} steps ${none}`;
  }
  if (seen === observable) {
    return observable === 1 ? `Its only ${adjective} step ${one}` : `All ${of} ${adjective} steps ${many}`;
  }
  return `${formatCount(seen)} of ${of} ${adjective} steps ${seen === 1 ? one : many}`;
}

function listOutside({ notObservable, notApplicable, noAnalytic }: VerdictFigures, lens: Lens): readonly string[] {
  const parts: string[] = [];
  if (notObservable > 0) {
    parts.push(
      `${count(notObservable, 'step')} for which ATT&CK ${lens === 'smap' ? 'links no data component' : 'lists no telemetry'}`,
    );
  }
  if (notApplicable > 0) {
    parts.push(
      lens === 'dettect'
        ? `${count(notApplicable, 'step')} that DeTT&CT does not score here`
        : `${count(notApplicable, 'step')} that ${notApplicable === 1 ? 'does' : 'do'} not apply to your estate`,
    );
  }
  if (noAnalytic > 0) {
    parts.push(
      lens === 'dettect'
        ? `${count(noAnalytic, 'step')} without a data component for your platforms`
        : `${count(noAnalytic, 'step')} without an analytic for your platforms`,
    );
  }
  return parts;
}

/** SMAP asks for no system groups. */
function isEmptyEstate({ lens, groups }: VerdictSetting): boolean {
  return groups === 0 && lens !== 'smap';
}

function count(n: number, one: string): string {
  return `${formatCount(n)} ${n === 1 ? one : `${one}s`}`;
}

function joinAnd(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
