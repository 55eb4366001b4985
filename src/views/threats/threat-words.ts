import type { AttackDomain } from '../../domain/attack/identifiers';
import type { CoverageSettings } from '../../domain/coverage/settings';
import { formatCount, formatCounted, formatDate } from '../../domain/format';
import type { SystemGroup } from '../../domain/sensors/inventory';
import type { ThreatReport } from '../../domain/threats/threat-report';
import type { ThreatKind } from '../../domain/threats/threat-steps';
import type { ThreatVerdict, VerdictFigures, VerdictStep } from '../../domain/threats/verdict';
import type { VerdictSetting } from '../../domain/threats/verdict-words';

export const KIND_WORDS: Readonly<Record<ThreatKind, string>> = {
  report: 'report',
  layer: 'layer',
  group: 'group',
  software: 'software',
  campaign: 'campaign',
};

const REASON_WORDS: Readonly<Record<string, string>> = {
  unknown: 'no release on this device knows it',
  retired: 'retired, and nothing single replaced it',
  'other-domain': 'of another ATT&CK domain',
  ambiguous: 'several techniques have this name',
  'no-technique': 'no release has a technique of this name',
};

export function reasonWord(reason: string): string {
  return REASON_WORDS[reason] ?? reason;
}

/** How many system groups a verdict looks at. */
export function makeVerdictSetting(
  { lens, groupIds }: Pick<CoverageSettings, 'lens' | 'groupIds'>,
  groups: readonly SystemGroup[],
): VerdictSetting {
  return { lens, groups: groupIds?.length ?? groups.length };
}

/** "Group-IB, 18 Aug 2022"; empty: neither is stated. */
export function describeSource({ publisher, published }: Pick<ThreatReport, 'publisher' | 'published'>): string {
  return [publisher, published === null ? '' : formatDate(published)].filter((each) => each !== '').join(', ');
}

/** Tactics by name, long lists cut: the verdict names them all. */
export function listBlind({ blindFor, observable, seen }: VerdictFigures, most = 3): string {
  if (observable > 0 && seen === 0) return 'all of it';
  if (blindFor.length <= most) return blindFor.join(', ');
  return `${blindFor.slice(0, most).join(', ')} and ${formatCount(blindFor.length - most)} more`;
}

export const STEP_FILTERS = ['all', 'counted', 'seen', 'not-seen', 'not-counted', 'not-accepted'] as const;
export type StepFilter = (typeof STEP_FILTERS)[number];

export const STEP_FILTER_WORDS: Readonly<Record<StepFilter, string>> = {
  all: 'All',
  counted: 'Observable',
  seen: 'Seen',
  'not-seen': 'Not seen',
  'not-counted': 'Not counted',
  'not-accepted': 'Not accepted yet',
};

const OUTSIDE: ReadonlySet<string> = new Set(['no analytic', 'not observable', 'not applicable']);

/** It stands in the denominator: what is not seen of it is a gap. */
export function isCounted(state: string): boolean {
  return !OUTSIDE.has(state);
}

export function passesFilter({ state, isAccepted }: VerdictStep, filter: StepFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'counted':
      return isCounted(state);
    case 'seen':
      return state === 'runs';
    case 'not-seen':
      return state !== 'runs' && isCounted(state);
    case 'not-counted':
      return !isCounted(state);
    case 'not-accepted':
      return !isAccepted;
  }
}

/** A sentence in pieces; a number in it that stands for steps opens them. */
export interface SentencePiece {
  readonly text: string;
  readonly filter: StepFilter | null;
}

/** Of "11 of 17 observable steps can be seen; …" the 11 opens what is seen, the 17 what is observable. */
export function markFigures(sentence: string, { seen, observable }: VerdictFigures): readonly SentencePiece[] {
  const [head = '', ...rest] = sentence.split(/(?=;)/);
  const tail = rest.join('');
  if (observable === 0) return [{ text: sentence, filter: null }];
  const numbers = head.match(/\d[\d,]*/g) ?? [];
  const pieces = head.split(/(\d[\d,]*)/).map((text, at): SentencePiece => {
    if (at % 2 === 0) return { text, filter: null };
    if (numbers.length > 1 && at === 1) return { text, filter: 'seen' };
    if (numbers.length === 1) return { text, filter: seen === 0 ? 'not-seen' : 'seen' };
    return { text, filter: 'counted' };
  });
  return [...pieces, { text: tail, filter: null }].filter(({ text }) => text !== '');
}

/** Of which domain most of a threat's techniques are, if that is not the one in force; else `null`. */
export function findOtherDomain({ figures, unresolved }: ThreatVerdict, inForce: AttackDomain): AttackDomain | null {
  const others = unresolved.filter(({ reason }) => reason === 'other-domain');
  if (others.length <= figures.steps) return null;
  // Only ICS has numbers of its own.
  const ofIcs = others.filter(({ written }) => /^T0\d{3}/i.test(written)).length;
  if (ofIcs * 2 > others.length) return inForce === 'ics-attack' ? null : 'ics-attack';
  return inForce === 'enterprise-attack' ? 'mobile-attack' : 'enterprise-attack';
}

/** "3 of 5 groups": where the technique runs, of those it applies to. */
export function describeGroups({ groups }: VerdictStep): string {
  const counted = groups.filter(({ state }) => isCounted(state));
  if (counted.length === 0) return '';
  const running = counted.filter(({ state }) => state === 'runs').length;
  return `${formatCount(running)} of ${formatCounted(counted.length, 'group')}`;
}

/**
 * What a sentence that counts a step as seen once it is seen anywhere leaves unsaid: where it is not, and that nobody
 * has confirmed it. Empty: nothing.
 */
export function describeReserve(steps: readonly VerdictStep[], isReport: boolean): string {
  const seen = steps.filter(({ state }) => state === 'runs');
  const inSome = seen.filter(({ groups }) => groups.some(({ state }) => isCounted(state) && state !== 'runs')).length;
  const open = isReport ? steps.filter(({ isAccepted }) => !isAccepted).length : 0;
  const parts = [
    inSome === 0
      ? ''
      : seen.length === 1
        ? 'The step seen is seen in some of the groups only.'
        : `${inSome === seen.length ? 'All' : formatCount(inSome)} of the ${formatCount(seen.length)} steps seen ${inSome === 1 ? 'is' : 'are'} seen in some of the groups only.`,
    open === 0
      ? ''
      : `${open === steps.length ? 'None of its steps is' : `${formatCount(open)} of its steps ${open === 1 ? 'is not' : 'are not'}`} accepted yet.`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}
