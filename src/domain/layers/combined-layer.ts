/** The result of arithmetic as a layer that says how it was made. */
import type { AlignedLayer, AlignTarget } from './align-layer';
import type { Combination, Recipe } from './arithmetic';
import { cellKey, readCellKey } from './cell-key';
import type { LayerContent, LayerGradient, LayerTechnique, NamedValue } from './layer';
import { letterOf } from './letter-of';

export interface Operand {
  readonly name: string;
  /** As the layer states it; `null`: it does not. */
  readonly attackRelease: string | null;
  readonly aligned: AlignedLayer;
}

export interface CombinedLayer {
  /** ISO 8601. */
  readonly at: string;
  /** Empty: the expression. */
  readonly name: string;
  readonly tlp: string;
  readonly target: AlignTarget;
  readonly recipe: Recipe;
  readonly operands: readonly Operand[];
}

/** As in the matrix: pale to deep; two-sided for differences, so that nobody takes a loss for a little gain. */
const ONE_SIDED = ['#cfe0ea', '#76a7c3', '#14517a'];
const TWO_SIDED = ['#9a5b00', '#f7f4ec', '#14517a'];
/** Of what cannot be carried over, a layer lists these many; all are counted. */
const LISTED = 40;

export function composeCombinedLayer(subject: CombinedLayer, combination: Combination): LayerContent {
  const { at, target, recipe, operands, tlp } = subject;
  const expression = describeOperation(recipe);
  const names = operands.map(({ name }, position) => `${letterOf(position)} = ${name}`);
  const techniques = composeTechniques(subject, combination);
  return {
    name: subject.name.trim() === '' ? describeName(recipe, operands) : subject.name.trim(),
    description: `${expression} of ${names.join('; ')}. ${describeUnscored(recipe)} ${describeSubTechniques(recipe)} ATT&CK ${target.release}.`,
    domain: target.domain,
    attackRelease: target.release,
    techniques,
    gradient: composeGradient(techniques, recipe),
    legend: [],
    metadata: [
      { name: 'Made with', value: 'Vedette' },
      { name: 'Date', value: at },
      { name: 'ATT&CK release', value: target.release },
      { name: 'Operation', value: expression },
      ...operands.map(describeOperand),
      { name: 'Unscored', value: describeUnscored(recipe) },
      { name: 'Sub-techniques', value: describeSubTechniques(recipe) },
      { name: 'Tactics', value: describeGranularity(recipe) },
      ...operands.flatMap(describeUnaligned),
      ...(combination.undefinedAt.length === 0
        ? []
        : [{ name: 'Without a result', value: listTechniques(combination.undefinedAt, target) }]),
      { name: 'Marking', value: tlp },
    ],
    links: [],
    rest: {},
  };
}

/** One entry per technique; one per tactic where they differ. */
function composeTechniques({ target }: CombinedLayer, { scores, operands }: Combination): LayerTechnique[] {
  return target.techniques.flatMap(({ id, tactics }, technique): LayerTechnique[] => {
    const single = cellKey(technique, null);
    const cells = tactics.map((tactic) => cellKey(technique, tactic));
    const scored = [single, ...cells].filter((key) => scores.has(key));
    const [first] = scored;
    if (first === undefined) return [];
    const entry = (key: number, tactic: string | null): LayerTechnique => ({
      techniqueId: id,
      tactic,
      score: scores.get(key) ?? null,
      color: '',
      comment: describeSaid(operands, key),
      enabled: true,
      metadata: [],
      links: [],
      rest: {},
    });
    const isSame =
      first === single ||
      (scored.length === cells.length &&
        new Set(scored.map((key) => `${scores.get(key)} ${describeSaid(operands, key)}`)).size === 1);
    if (isSame) return [entry(first, null)];
    return scored.map((key) => {
      const { tactic } = readCellKey(key);
      return entry(key, tactic === null ? null : (target.tactics[tactic]?.shortName ?? null));
    });
  });
}

/** "a 3, b unscored": what the result was made of. */
function describeSaid(operands: Combination['operands'], key: number): string {
  return operands.map((scores, position) => `${letterOf(position)} ${scores.get(key) ?? 'unscored'}`).join(', ');
}

function composeGradient(techniques: readonly LayerTechnique[], { operation }: Recipe): LayerGradient {
  const scores = techniques.flatMap(({ score }) => score ?? []);
  const low = scores.reduce((a, b) => Math.min(a, b), Infinity);
  const high = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  if (scores.length === 0) return { colors: ONE_SIDED, minValue: 0, maxValue: 100 };
  if (operation.kind === 'difference' || (low < 0 && high > 0)) {
    const reach = Math.max(Math.abs(low), Math.abs(high)) || 1;
    return { colors: TWO_SIDED, minValue: -reach, maxValue: reach };
  }
  const from = Math.min(0, low);
  return { colors: ONE_SIDED, minValue: from, maxValue: high > from ? high : from + 1 };
}

function describeOperand({ name, attackRelease, aligned }: Operand, position: number): NamedValue {
  const { succeeded, withoutTactic } = aligned;
  const parts = [
    name,
    attackRelease === null ? 'release not stated' : `ATT&CK ${attackRelease}`,
    ...(succeeded.length === 0
      ? []
      : [`${succeeded.length} replaced: ${listed(succeeded.map(({ from, to }) => `${from} → ${to}`))}`]),
    ...(withoutTactic === 0
      ? []
      : [`${withoutTactic} under a tactic the technique no longer has: counted under all of its tactics`]),
  ];
  return { name: `Layer ${letterOf(position)}`, value: parts.join('; ') };
}

function describeUnaligned({ aligned }: Operand, position: number): NamedValue[] {
  const { unaligned } = aligned;
  if (unaligned.length === 0) return [];
  const words = { retired: 'retired', unknown: 'unknown', domain: 'of another domain' };
  const value = `${unaligned.length}: ${listed(unaligned.map(({ techniqueId, reason }) => `${techniqueId} (${words[reason]})`))}`;
  return [{ name: `Not carried over from ${letterOf(position)}`, value }];
}

function listTechniques(keys: readonly number[], { techniques }: AlignTarget): string {
  const ids = [...new Set(keys.map((key) => techniques[readCellKey(key).technique]?.id ?? ''))];
  return `${ids.length}: ${listed(ids)}`;
}

function listed(words: readonly string[]): string {
  const rest = words.length - LISTED;
  return words.slice(0, LISTED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function describeName(recipe: Recipe, operands: readonly Operand[]): string {
  const names = operands.map(({ name }) => name);
  if (recipe.operation.kind === 'difference') return names.join(' − ');
  const few = names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
  return `${describeOperation(recipe)}: ${few}`;
}

function describeOperation({ operation }: Recipe): string {
  switch (operation.kind) {
    case 'formula':
      return operation.text.trim();
    case 'weighted-mean':
      return `Mean weighted ${operation.weights.join(' : ')}`;
    case 'difference':
      return 'a − b';
    case 'count':
      return 'Number of layers that score it';
    case 'mean':
      return 'Mean';
    case 'sum':
      return 'Sum';
    case 'min':
      return 'Lowest';
    case 'max':
      return 'Highest';
  }
}

function describeUnscored({ unscored }: Recipe): string {
  if (unscored.kind === 'left-out') return 'What a layer does not score is left out.';
  const where = unscored.everywhere ? 'everywhere in the release' : 'where another layer scores';
  return `What a layer does not score counts as ${unscored.value}, ${where}.`;
}

function describeSubTechniques({ subTechniques }: Recipe): string {
  switch (subTechniques) {
    case 'separate':
      return 'Techniques and sub-techniques count each for themselves.';
    case 'inherit':
      return 'An unscored sub-technique has the score of its technique.';
    case 'highest':
      return 'An unscored technique has the highest score of its sub-techniques.';
    case 'average':
      return 'An unscored technique has the mean score of its sub-techniques.';
  }
}

function describeGranularity({ granularity, meeting }: Recipe): string {
  const several = { max: 'the highest', min: 'the lowest', mean: 'the mean' }[meeting];
  const what = granularity === 'technique' ? 'One score per technique' : 'One score per technique and tactic';
  return `${what}; where several entries of a layer meet, ${several} counts.`;
}

/** Stands for the coverage of the estate among the ids of operands. */
export const COVERAGE_OPERAND = 'coverage';
