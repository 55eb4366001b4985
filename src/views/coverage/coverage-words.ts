import type { AttackDomain } from '../../domain/attack/identifiers';
import { figuresWord, LENS_NAMES } from '../../domain/coverage/lens-words';
import type { RuleFilter } from '../../domain/coverage/rule-index';
import type { CoverageSettings, FactSource, Lens, Precision } from '../../domain/coverage/settings';
import type { TechniqueState } from '../../domain/coverage/state';
import type { TechniqueFigures } from '../../domain/coverage/technique-figures';
import { formatCounted, formatInterval } from '../../domain/format';
import type { DeploymentStatus, SystemGroup } from '../../domain/sensors/inventory';
import type { SubTechniqueCount } from '../../state/technique-figures';

/** From best to worst, then what is no gap: the order in which states are listed wherever they are. */
export const STATES_IN_ORDER: readonly TechniqueState[] = [
  'runs',
  'one short',
  'partial',
  'blind',
  'no analytic',
  'not observable',
  'not applicable',
];

/** Those that stand in the denominator of every ratio. */
export const COUNTED: readonly TechniqueState[] = ['runs', 'one short', 'partial', 'blind'];

/** The states that each lens can give. */
export const STATES_OF: Readonly<Record<Lens, readonly TechniqueState[]>> = {
  analytics: STATES_IN_ORDER,
  dettect: STATES_IN_ORDER,
  smap: ['runs', 'blind', 'not observable'],
};

const DETTECT_MEANINGS: Readonly<Record<TechniqueState, string>> = {
  runs: 'Excellent: all data components it needs are available, in at least one system group.',
  'one short': 'Good: three quarters or more of the data components it needs are available.',
  partial: 'Some of the data components it needs are available: half or more (2, medium), or fewer (1, minimal).',
  blind: 'None of the data components it needs is available.',
  'no analytic':
    'None of its data components is for the platforms of the group; DeTT&CT writes 0. Not a gap, and in no ratio.',
  'not observable': 'ATT&CK lists no data component for it; DeTT&CT writes 0. Not a gap, and in no ratio.',
  'not applicable':
    'It has no platform in common with your system groups, or your data source administration makes it an exception.',
};

const MEANINGS: Readonly<Record<TechniqueState, string>> = {
  runs: 'Everything that one of its analytics asks for arrives, from the same hosts, in at least one system group.',
  'one short': 'Its best analytic lacks exactly one data component.',
  partial:
    'Some of what its best analytic asks for arrives; more than one data component is missing, or all arrive but perhaps from different hosts.',
  blind: 'Nothing that its analytics ask for arrives.',
  'no analytic': 'ATT&CK publishes no analytic for these platforms. Not a gap, and in no ratio.',
  'not observable': 'ATT&CK lists no telemetry for it. Not a gap, and in no ratio.',
  'not applicable': 'It has no platform in common with your system groups.',
};

const SMAP_MEANINGS: Partial<Record<TechniqueState, string>> = {
  runs: 'At least one enabled event maps to a data component that is linked to it.',
  blind: 'No enabled event maps to a data component that is linked to it.',
  'not observable': 'No data component is linked to it. In no ratio.',
};

/** Analytics deployed are a fact of their own, beside the state: never a part of it. */
export const RULE_FILTER_WORDS: Readonly<Record<RuleFilter, string>> = {
  any: 'Rules: any',
  rule: 'Has a rule',
  'no rule': 'Has no rule',
  'telemetry only': 'Telemetry runs, no rule',
  'rule only': 'Has a rule, telemetry lacking',
};

export function stateMeaning(state: TechniqueState, lens: Lens): string {
  if (lens === 'dettect') return DETTECT_MEANINGS[state];
  return (lens === 'smap' ? SMAP_MEANINGS[state] : undefined) ?? MEANINGS[state];
}

/** For `data-state`, which the style sheets go by. */
export function stateSlug(state: TechniqueState): string {
  return state.replaceAll(' ', '-');
}

/** "runs, 80 % by weight": over system groups by stated criticality, else by hosts. */
export function describeFigures(figures: TechniqueFigures, lens: Lens): string {
  const word = figuresWord(figures, lens);
  return figures.share === null ? word : `${word}, ${formatInterval(figures.share)} by weight`;
}

/** "3 of 9 sub-techniques run": of those that count; "2 more do not count" are no gaps. */
export function describeSubTechniques({ running, counted, all }: SubTechniqueCount, lens: Lens): string {
  const count = `${running} of ${counted} sub-technique${counted === 1 ? '' : 's'}`;
  const rest = all === counted ? '' : `, ${all - counted} more ${all - counted === 1 ? 'does' : 'do'} not count`;
  if (lens === 'smap') return `an event maps to ${count}${rest}`;
  if (lens === 'dettect') return `${count} with score 4${rest}`;
  return `${count} ${running === 1 && counted === 1 ? 'runs' : 'run'}${rest}`;
}

export const PRECISION_WORDS: Readonly<Record<Precision, string>> = {
  component: 'component',
  'log-source': 'log source',
  exact: 'exact',
};

export const FACT_WORDS: Readonly<Record<FactSource, string>> = {
  library: 'whole library',
  smap: 'SMAP mappings only',
};

export const STATUS_WORDS: Readonly<Record<DeploymentStatus, string>> = {
  deployed: 'deployed',
  planned: 'planned',
  candidate: 'candidates',
};

/** "Analytics lens, data component or closer, whole library, deployed". */
export function describeCounting({ lens, minimumPrecision, facts, statuses, ratedOnly }: CoverageSettings): string {
  const counted = statuses.map((status) => STATUS_WORDS[status]).join(' + ');
  const rated = ratedOnly ? 'rated ' : '';
  const deployments = `${rated}${counted === '' ? 'no deployments' : counted}`;
  if (lens !== 'analytics') return `${LENS_NAMES[lens]} lens, ${deployments}`;
  return `Analytics lens, ${describePrecision(minimumPrecision)}, ${FACT_WORDS[facts]}, ${deployments}`;
}

export function describePrecision(precision: Precision): string {
  switch (precision) {
    case 'component':
      return 'data component or closer';
    case 'log-source':
      return 'log source or closer';
    case 'exact':
      return 'exact only';
  }
}

export function joinWords(words: readonly string[], conjunction = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}

const DOMAIN_WORDS: Readonly<Record<AttackDomain, string>> = {
  'enterprise-attack': 'Enterprise',
  'mobile-attack': 'Mobile',
  'ics-attack': 'ICS',
};

/** "ATT&CK 19.1 Enterprise". */
export function nameRelease({ release, domain }: { readonly release: string; readonly domain: AttackDomain }): string {
  return `ATT&CK ${release} ${DOMAIN_WORDS[domain]}`;
}

/** Where the ratio has nothing below its line. */
export function describeNothing(
  facts: Parameters<typeof nameRelease>[0],
  settings: CoverageSettings,
  groups: readonly SystemGroup[],
): string {
  return `No technique of ${nameRelease(facts)} that can be counted applies to ${describeScope(settings, groups)}.`;
}

export function describeScope({ groupIds, platforms }: CoverageSettings, groups: readonly SystemGroup[]): string {
  const names = groupIds?.flatMap((id) => groups.find((group) => group.id === id)?.name ?? []) ?? [];
  const where =
    groupIds === null
      ? 'your estate'
      : names.length > 2
        ? `${names.length} of your ${formatCounted(groups.length, 'system group')}`
        : joinWords(names);
  return platforms === null ? where : `${where} on ${joinWords(platforms)}`;
}
