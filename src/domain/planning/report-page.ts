import type { AttackDomain } from '../attack/identifiers';
import type { CoverageSettings } from '../coverage/settings';
import { formatCount, formatCounted, formatDate, formatPercent } from '../format';
import { excerpt } from '../result';
import { describeLeftOut, describeSearched, type LeftOut } from './left-out';
import type { Bound, Measure, Plan } from './plan';
import { formatExactPercent, formatMoney } from './plan-figures';
import type { NamedTechnique, PlanReport, PricedOption, UncoveredTechnique } from './plan-report';

/**
 * The report as a page: headings, sentences, small tables. Screen, print and Markdown show the same one. Written for
 * somebody who signs and does not live in this subject: every word that is not everyday is explained where it first stands.
 */
export interface ReportPage {
  readonly title: string;
  readonly sections: readonly ReportSection[];
}

export interface ReportSection {
  /** `null`: what stands in front of the first heading. */
  readonly heading: string | null;
  readonly blocks: readonly ReportBlock[];
}

export type ReportBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Coverage today and with the plan, 0 to 1, and the highest there can be where that is not the plan's. */
  | { readonly kind: 'figure'; readonly before: number; readonly after: number; readonly bound: number | null }
  /** `isCompact`: narrow enough that its halves stand beside each other. */
  | {
      readonly kind: 'table';
      readonly columns: readonly ReportColumn[];
      readonly rows: readonly (readonly string[])[];
      readonly isCompact: boolean;
    }
  /** `term`: in front, in bold; empty where there is none. */
  | { readonly kind: 'list'; readonly items: readonly { readonly term: string; readonly text: string }[] };

export interface ReportColumn {
  readonly title: string;
  readonly isNumeric: boolean;
}

/** What must be said beside the figures. */
export interface ReportContext {
  readonly plan: Plan;
  readonly measure: Measure;
  /** Of the search: whether nothing better exists, and how much better anything could be. */
  readonly isProven: boolean;
  readonly bound: number;
  /** No choice keeps all conditions. */
  readonly isContradictory: boolean;
  /** What the search did not decide about. */
  readonly leftOut: readonly LeftOut[];
  readonly attack: { readonly domain: AttackDomain; readonly release: string; readonly techniques: number };
  readonly settings: CoverageSettings;
  /** Names of the system groups that are looked at. */
  readonly groups: readonly string[];
  /** "by use in groups". */
  readonly weights: string;
  /** ISO 8601. */
  readonly at: string;
  readonly tlp: string;
  readonly isDemonstration: boolean;
}

export function composeReportPage(report: PlanReport, context: ReportContext): ReportPage {
  const { isDemonstration } = context;
  return {
    title: `${isDemonstration ? 'Demonstration: w' : 'W'}hat to add to our monitoring`,
    sections: [
      { heading: null, blocks: [writeIntroduction(context)] },
      { heading: 'What we have', blocks: writePresent(report, context) },
      { heading: 'What we would get', blocks: writeGain(report, context) },
      { heading: 'For how much', blocks: writeCost(report, context) },
      { heading: 'What stays uncovered', blocks: writeUncovered(report, context) },
      { heading: 'What this rests on', blocks: [writeAssumptions(report, context)] },
    ],
  };
}

function writeIntroduction({ attack, isDemonstration }: ReportContext): ReportBlock {
  const madeUp = isDemonstration ? 'The organisation in this report is made up. ' : '';
  return paragraph(
    `${madeUp}Attacks are noticed in the records that systems keep of what happens on them. MITRE ATT&CK, a public catalogue, lists ${formatCount(attack.techniques)} ways in which attackers work (“techniques”) and the records by which each could be noticed. A technique is covered here where all records that one of these published recipes needs are collected. Covered means that the records are there, not that somebody is alerted.`,
  );
}

function writePresent({ before, chosen, tactics }: PlanReport, context: ReportContext): readonly ReportBlock[] {
  const { counted, runs, oneShort, partial, blind } = before.totals;
  if (counted === 0) return [paragraph(`${describeNothingCounted(context)}, so nothing can be said of what we have.`)];
  // Together with those that are covered they are all that count.
  const others = [
    oneShort === 0 ? '' : `for ${formatCount(oneShort)} exactly one kind of record is missing`,
    partial === 0 ? '' : `for ${formatCount(partial)} more than one kind is missing`,
    blind === 0 ? '' : `for ${formatCount(blind)} nothing is collected`,
  ].filter(Boolean);
  return [
    paragraph(
      `Today ${formatExactPercent(before.coverage)} is covered: the records for ${formatCount(runs)} of ${formatCounted(counted, 'technique')} that can be used against our systems are collected, at least on some of them.${others.length === 0 ? '' : ` Of the others, ${joinWords(others)}.`}`,
    ),
    listTactics(tactics, chosen.length > 0),
  ];
}

/** Nothing is described, or what is described is of other kinds than this catalogue's. */
function describeNothingCounted({ groups }: ReportContext): string {
  return groups.length === 0
    ? 'No part of our systems is described yet'
    : 'No technique of this catalogue that can be counted applies to our systems';
}

/** Today and, where something is chosen, with it: one table says both. */
function listTactics(tactics: PlanReport['tactics'], hasPlan: boolean): ReportBlock {
  return {
    kind: 'table',
    columns: [
      { title: 'What attackers want (“tactic”)', isNumeric: false },
      { title: 'Today', isNumeric: true },
      ...(hasPlan ? [{ title: 'With the plan', isNumeric: true }] : []),
    ],
    rows: tactics.map(({ name, before, after }) => [
      name,
      formatExactPercent(before),
      ...(hasPlan ? [formatExactPercent(after)] : []),
    ]),
    isCompact: true,
  };
}

function writeGain(report: PlanReport, context: ReportContext): readonly ReportBlock[] {
  const { before, after, chosen, gained, improved } = report;
  const missing = context.leftOut.length === 0 ? '' : `${describeLeftOut(context.leftOut)} `;
  if (chosen.length === 0) return [paragraph(`${missing}${describeNothing(context)}`)];
  const more = [
    gained === 0
      ? ''
      : `${formatCounted(gained, 'technique')} that ${gained === 1 ? 'is' : 'are'} not covered today (${listNames(listGained(report), NAMED)})`,
    improved === 0 ? '' : `${formatCount(improved)} on more of our systems or with better records`,
  ].filter(Boolean);
  return [
    paragraph(
      `${missing}With ${formatCount(chosen.length)} of ${describeExamined(context)}, coverage goes from ${formatExactPercent(before.coverage)} to ${formatExactPercent(after.coverage)}${more.length === 0 ? '' : `: ${more.join(', and ')}`}. ${describeProof(after.coverage, context)}`,
    ),
    {
      kind: 'figure',
      before: before.coverage,
      after: after.coverage,
      bound: context.isProven ? null : context.bound,
    },
    {
      kind: 'table',
      columns: [
        { title: 'Added', isNumeric: false },
        { title: 'Price', isNumeric: true },
        { title: describeYears(context.plan.years), isNumeric: true },
      ],
      rows: listChosen(chosen, context.plan.currency),
      isCompact: false,
    },
  ];
}

/** Each once, though it may serve several tactics. */
function listGained({ tactics }: PlanReport): readonly NamedTechnique[] {
  return [...new Map(tactics.flatMap(({ gained }) => gained.map((technique) => [technique.id, technique]))).values()];
}

function describeNothing(context: ReportContext): string {
  const { plan, leftOut, isContradictory, isProven } = context;
  if (plan.options.length === 0) return 'No option has been examined yet.';
  if (leftOut.length === plan.options.length) return 'Until then nothing can be examined, and nothing is chosen.';
  const why = isContradictory
    ? 'the conditions set for the choice cannot all be kept'
    : isProven
      ? 'nothing that the conditions allow would cover more'
      : 'the search has found no choice yet';
  return `Of ${describeExamined(context)} none is chosen: ${why}.`;
}

/** "14 options examined", "the 13 options that have a usable price". */
function describeExamined({ plan, leftOut }: ReportContext): string {
  const words = describeSearched(plan.options.length, leftOut);
  return leftOut.length === 0 ? `${words} examined` : words;
}

/** The dearest first; a page has room for so many. */
const CHOSEN = 8;
/** Names are other people's, and as long as they like. */
const NAME_LENGTH = 70;

function listChosen(chosen: readonly PricedOption[], currency: string): readonly (readonly string[])[] {
  const money = (total: number | null) => (total === null ? 'not known' : formatMoney(total, currency));
  const sorted = [...chosen].sort((a, b) => (b.total ?? 0) - (a.total ?? 0));
  const shown = sorted.length > CHOSEN ? sorted.slice(0, CHOSEN - 1) : sorted;
  const others = sorted.slice(shown.length);
  const rest = others.reduce((sum, { total }) => sum + Math.round((total ?? 0) * 100), 0) / 100;
  return [
    ...shown.map((option) => [excerpt(option.name, NAME_LENGTH), describePrice(option, currency), money(option.total)]),
    ...(others.length === 0 ? [] : [[`and ${formatCount(others.length)} more`, '', money(rest)]]),
  ];
}

function describeProof(reached: number, { isProven, bound, plan, leftOut }: ReportContext): string {
  const other = leftOut.length === 0 ? 'no other choice' : 'no other choice of these';
  const conditions = plan.budget === null ? 'under these conditions' : 'for this budget';
  return isProven
    ? `It is proven that ${other} ${conditions} covers more.`
    : `Whether another choice ${conditions} covers more is not settled: at most ${formatExactPercent(Math.max(reached, bound))} is possible.`;
}

/** More names than this make a list nobody reads. */
const NAMED = 2;
/** Data components are short words. */
const COMPONENTS = 3;

function listNames(techniques: readonly { readonly name: string }[], limit: number): string {
  const shown = techniques.slice(0, techniques.length === limit + 1 ? limit + 1 : limit);
  const words = shown.map(({ name }) => excerpt(name, NAME_LENGTH)).join(', ');
  const more = techniques.length - shown.length;
  return more === 0 ? words : `${words} and ${formatCount(more)} more`;
}

function writeCost({ chosen, cost }: PlanReport, { plan }: ReportContext): readonly ReportBlock[] {
  const money = (amount: number) => formatMoney(amount, plan.currency);
  if (chosen.length === 0) return [paragraph('Nothing is chosen, and nothing is to be paid.')];
  const parts = [
    cost.once > 0 ? `${money(cost.once)} once` : '',
    cost.yearly > 0 ? `${money(cost.yearly)} every year` : '',
  ].filter(Boolean);
  const budget =
    plan.budget === null
      ? 'No budget was set.'
      : `The budget for that time is ${money(plan.budget)}; ${money(Math.max(0, plan.budget - cost.total))} of it would be left.`;
  const sum = parts.length === 0 ? 'Nothing is to be paid for what is added.' : `${capitalise(parts.join(' and '))}.`;
  return [paragraph(`${sum} ${describeYears(plan.years)} that is ${money(cost.total)} in total. ${budget}`)];
}

function describeYears(years: number): string {
  return years === 1 ? 'Over 1 year' : `Over ${formatCount(years)} years`;
}

function describePrice({ amount, per }: PricedOption, currency: string): string {
  if (amount === null) return 'not known';
  return `${formatMoney(amount, currency)} ${per === 'year' ? 'a year' : 'once'}`;
}

function writeUncovered({ uncovered, after, chosen }: PlanReport, context: ReportContext): readonly ReportBlock[] {
  if (after.totals.counted === 0) return [paragraph(`${describeNothingCounted(context)}.`)];
  const { techniques, count, withoutTelemetry } = uncovered;
  const none =
    withoutTelemetry.length === 0
      ? ''
      : `For ${formatCounted(withoutTelemetry.length, 'more technique')} the catalogue lists no records at all (${listNames(withoutTelemetry, NAMED)}): nothing that can be bought here changes that.`;
  if (count === 0) return [paragraph(`No technique that could be covered stays uncovered. ${none}`.trim())];
  const first = techniques.length < count ? `The ${formatCount(techniques.length)} that weigh most:` : 'They are:';
  return [
    paragraph(
      `${chosen.length === 0 ? 'Today' : 'With the plan'} ${formatCounted(count, 'technique')} ${chosen.length === 0 ? (count === 1 ? 'is' : 'are') : count === 1 ? 'stays' : 'stay'} uncovered everywhere. ${techniques.length === 0 ? 'None of them has any weight.' : first}`,
    ),
    ...(techniques.length === 0 ? [] : [listUncoveredTechniques(techniques)]),
    ...(none === '' ? [] : [paragraph(none)]),
  ];
}

function listUncoveredTechniques(techniques: readonly UncoveredTechnique[]): ReportBlock {
  return {
    kind: 'list',
    items: techniques.map(({ id, name, lack }) => ({ term: `${name} (${id})`, text: describeLack(lack) })),
  };
}

function describeLack(lack: UncoveredTechnique['lack']): string {
  if (lack === null) return 'its records are not collected';
  if (lack.isOverlapUnknown) return 'all records are collected, but perhaps not from the same systems';
  const names = lack.missing.slice(0, COMPONENTS).join(', ');
  const more = lack.missing.length > COMPONENTS ? ` and ${formatCount(lack.missing.length - COMPONENTS)} more` : '';
  if (lack.missing.length === 1 && lack.isPartlyFed) return `one kind of record is missing: ${names}`;
  return lack.isPartlyFed ? `records missing: ${names}${more}` : `nothing is collected; needed: ${names}${more}`;
}

const DOMAINS: Readonly<Record<AttackDomain, string>> = {
  'enterprise-attack': 'Enterprise (office and server systems, cloud, network)',
  'mobile-attack': 'Mobile (phones and tablets)',
  'ics-attack': 'ICS (industrial control systems)',
};

const MEASURE_WORDS: Readonly<Record<Measure, string>> = {
  strength: 'the share of our systems on which the records are collected, times how good the records are',
  share: 'the share of our systems on which the records are collected; how good they are is not counted',
};

const BOUND_WORDS: Readonly<Record<Bound, string>> = {
  low: 'Where it is not known whether two kinds of records come from the same systems, the worse case is taken.',
  high: 'Where it is not known whether two kinds of records come from the same systems, the better case is taken.',
};

/** TLP 2.0, https://www.first.org/tlp/ */
const TLP_WORDS: Readonly<Record<string, string>> = {
  'TLP:RED': 'for those it was given to, and nobody else',
  'TLP:AMBER+STRICT': 'may be passed on inside our organisation where needed, not outside',
  'TLP:AMBER': 'may be passed on where needed inside our organisation and to its clients',
  'TLP:GREEN': 'may be passed on in the community, not published',
  'TLP:CLEAR': 'may be passed on without limit',
};

/** Groups and platforms that are looked at, where not all are. */
const LOOKED_AT = 4;
/** They may be named after a file. */
const WEIGHTS_LENGTH = 160;

function writeAssumptions({ unratedShare, chosen }: PlanReport, context: ReportContext): ReportBlock {
  const { plan, measure, attack, settings, groups, weights, at, tlp } = context;
  const looked =
    settings.groupIds === null
      ? `all ${formatCounted(groups.length, 'group')} of systems`
      : `${groups.length} group${groups.length === 1 ? '' : 's'} of systems: ${listNames(
          groups.map((name) => ({ name })),
          LOOKED_AT,
        )}`;
  const platforms =
    settings.platforms === null
      ? ''
      : `, only ${listNames(
          settings.platforms.map((name) => ({ name })),
          LOOKED_AT,
        )}`;
  const items = [
    { term: 'Catalogue', text: `MITRE ATT&CK ${attack.release}, ${DOMAINS[attack.domain]}.` },
    { term: 'Systems', text: `${capitalise(looked)}${platforms}.` },
    {
      term: 'Covered',
      text: `${capitalise(MEASURE_WORDS[measure])}. ${BOUND_WORDS[plan.objective.bound]} Records match ${PRECISION_WORDS[settings.minimumPrecision]}.`,
    },
    {
      term: 'What counts how much',
      text: `${capitalise(excerpt(weights, WEIGHTS_LENGTH))}; groups of systems by their stated importance, else by their number of machines.`,
    },
    {
      term: 'Quality of the records',
      text:
        unratedShare === null
          ? 'Nothing is covered that could be rated.'
          : `${formatPercent(unratedShare)} of ${chosen.length === 0 ? 'what is covered today' : 'the coverage with the plan'} rests on sources whose quality nobody has rated.`,
    },
    {
      term: 'Prices',
      text: `As entered; ${plan.years === 1 ? 'one year' : `${formatCount(plan.years)} years`} of what is paid yearly. No discount, tax or exchange rate is applied.`,
    },
    { term: 'Date', text: `${formatDate(at)}. Only what is in service on that day counts as what we have.` },
    {
      term: 'Who may read this',
      text: `${tlp} (Traffic Light Protocol, a common marking for how far information may travel): ${TLP_WORDS[tlp] ?? 'as marked'}.`,
    },
  ];
  return { kind: 'list', items };
}

const PRECISION_WORDS: Readonly<Record<CoverageSettings['minimumPrecision'], string>> = {
  component: 'where they are of the kind that the catalogue names',
  'log-source': 'where they come from the source that the catalogue names',
  exact: 'only where the very events that the catalogue names are recorded',
};

function paragraph(text: string): ReportBlock {
  return { kind: 'paragraph', text };
}

function joinWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
