/**
 * Says what is wrong with a layer, by the specification of version 4.5: required and known properties, their types and
 * values, and no others. Written from
 * https://github.com/mitre-attack/attack-navigator/blob/master/layers/spec/v4.5/layerformat.md
 */
type Check = (value: unknown, path: string) => readonly string[];

const fail = (path: string, expected: string): readonly string[] => [`${path}: expected ${expected}`];
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text: Check = (value, path) => (typeof value === 'string' ? [] : fail(path, 'a string'));
const flag: Check = (value, path) => (typeof value === 'boolean' ? [] : fail(path, 'a boolean'));
const number: Check = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? [] : fail(path, 'a number');
const pattern =
  (regex: RegExp, expected: string): Check =>
  (value, path) =>
    typeof value === 'string' && regex.test(value) ? [] : fail(path, expected);
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value, path) =>
    values.includes(value) ? [] : fail(path, `one of ${values.join(', ')}`);
const list =
  (check: Check): Check =>
  (value, path) =>
    Array.isArray(value) ? value.flatMap((item, at) => check(item, `${path}[${at}]`)) : fail(path, 'a list');

function object(required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check {
  const known: ReadonlyMap<string, Check> = new Map(Object.entries({ ...required, ...optional }));
  return (value, path) => {
    if (!isObject(value)) return fail(path, 'an object');
    const missing = Object.keys(required).filter((key) => !(key in value));
    return [
      ...missing.flatMap((key) => fail(`${path}.${key}`, 'to be there')),
      ...Object.entries(value).flatMap(
        ([key, item]) => known.get(key)?.(item, `${path}.${key}`) ?? fail(`${path}.${key}`, 'no such property'),
      ),
    ];
  };
}

// The Navigator itself writes gradients with opacity: #rrggbbaa.
const color = pattern(/^#[0-9a-f]{6}(?:[0-9a-f]{2})?$/i, 'a colour as #rrggbb');
const colorOrNone = pattern(/^(?:#[0-9a-f]{6}(?:[0-9a-f]{2})?)?$/i, 'a colour as #rrggbb, or nothing');
const url = pattern(/^[a-z][a-z0-9+.-]*:\/\/\S+$/i, 'an address with its protocol');
const divider = object({ divider: flag });
const orDivider =
  (check: Check): Check =>
  (value, path) =>
    isObject(value) && 'divider' in value ? divider(value, path) : check(value, path);
const metadata = list(orDivider(object({ name: text, value: text })));
const links = list(orDivider(object({ label: text, url })));

function atLeast(minimum: readonly number[]): Check {
  return (value, path) => {
    const parts = typeof value === 'string' && /^\d+\.\d+(?:\.\d+)?$/.test(value) ? value.split('.').map(Number) : null;
    if (parts === null) return fail(path, 'a version');
    const difference = minimum.map((part, at) => (parts[at] ?? 0) - part).find((each) => each !== 0) ?? 0;
    return difference >= 0 ? [] : fail(path, `at least ${minimum.join('.')}`);
  };
}

const technique = object(
  { techniqueID: pattern(/^T\d{4}(?:\.\d{3})?$/, 'a technique id') },
  {
    tactic: pattern(/^[a-z]+(?:-[a-z]+)*$/, 'a short name of a tactic'),
    comment: text,
    enabled: flag,
    score: number,
    color: colorOrNone,
    metadata,
    links,
    showSubtechniques: flag,
  },
);

const gradient: Check = (value, path) => {
  const wrong = object({ colors: list(color), minValue: number, maxValue: number })(value, path);
  if (wrong.length > 0 || !isObject(value)) return wrong;
  const colors = value['colors'] as readonly unknown[];
  const isOrdered = (value['maxValue'] as number) > (value['minValue'] as number);
  return [
    ...(colors.length >= 2 ? [] : fail(`${path}.colors`, 'at least two colours')),
    ...(isOrdered ? [] : fail(`${path}.maxValue`, 'more than minValue')),
  ];
};

const layer = object(
  { name: text, domain: oneOf('enterprise-attack', 'mobile-attack', 'ics-attack') },
  {
    versions: object(
      { navigator: atLeast([4, 9, 0]), layer: oneOf('4.5') },
      { attack: pattern(/^\d+(?:\.\d+)?$/, 'a release') },
    ),
    description: text,
    customDataURL: url,
    filters: object({}, { platforms: list(text) }),
    sorting: oneOf(0, 1, 2, 3),
    layout: object(
      {},
      {
        layout: oneOf('side', 'flat', 'mini'),
        showID: flag,
        showName: flag,
        showAggregateScores: flag,
        countUnscored: flag,
        aggregateFunction: oneOf('average', 'min', 'max', 'sum'),
        expandedSubtechniques: oneOf('none', 'all', 'annotated'),
      },
    ),
    hideDisabled: flag,
    techniques: list(technique),
    gradient,
    legendItems: list(object({ label: text, color })),
    showTacticRowBackground: flag,
    tacticRowBackground: color,
    selectTechniquesAcrossTactics: flag,
    selectSubtechniquesWithParent: flag,
    selectVisibleTechniques: flag,
    metadata,
    links,
  },
);

/** Everything that is wrong, as `layer.techniques[3].score: expected a number`; empty for a valid layer. */
export function validateLayer(value: unknown): readonly string[] {
  const wrong = [...layer(value, 'layer')];
  const techniques = isObject(value) && Array.isArray(value['techniques']) ? value['techniques'].filter(isObject) : [];
  const seen = new Set<string>();
  techniques.forEach(({ techniqueID, tactic, showSubtechniques }, at) => {
    const key = `${techniqueID} ${tactic ?? 'every tactic'}`;
    if (seen.has(key)) wrong.push(`layer.techniques[${at}]: ${key} is annotated twice`);
    seen.add(key);
    if (showSubtechniques !== undefined && String(techniqueID).includes('.')) {
      wrong.push(`layer.techniques[${at}].showSubtechniques: only for techniques with sub-techniques`);
    }
  });
  return wrong;
}
