import { expect, it } from 'vitest';
import { makeRandom } from '../make-random';
import { runOver, type StoredFields, SYSMON } from './made-up-records';
import { evaluatePlainly, type RawRecord } from './plain-sigma';

/** Names of Windows, and where they are stored. */
const FIELDS: Readonly<Record<string, string>> = {
  Image: 'process.executable',
  CommandLine: 'process.command_line',
  ParentImage: 'process.parent.executable',
  IntegrityLevel: 'winlog.event_data.IntegrityLevel',
  DestinationIp: 'destination.ip',
  DestinationPort: 'destination.port',
};
const NAMES = Object.keys(FIELDS).slice(0, 4);

function makeCase(seed: number) {
  const random = makeRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const word = () => Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick([...'abAB-/\\ .ä'])).join('');
  const value = () => {
    const text = word();
    return random() < 0.15 ? `${text}*${word()}` : random() < 0.1 ? `${text}?` : random() < 0.05 ? `${text}\\*` : text;
  };
  const records = Array.from({ length: 40 }, (): RawRecord => {
    const record: Record<string, unknown> = { Channel: SYSMON['winlog.channel'], EventID: 1, Hostname: 'h' };
    for (const name of NAMES) if (random() < 0.8) record[name] = word() + word() + word();
    if (random() < 0.7) record['DestinationIp'] = `10.${Math.floor(random() * 4)}.0.${Math.floor(random() * 4)}`;
    if (random() < 0.7) record['DestinationPort'] = Math.floor(random() * 6) * 100;
    return record;
  });
  const item = (): readonly [string, unknown] => {
    const kind = random();
    if (kind < 0.08) return ['DestinationIp|cidr', [`10.${Math.floor(random() * 4)}.0.0/${pick([15, 16, 30])}`]];
    if (kind < 0.16) return [`DestinationPort|${pick(['lt', 'lte', 'gt', 'gte'])}`, Math.floor(random() * 6) * 100];
    if (kind < 0.22) return [`${pick(NAMES)}|exists`, random() < 0.5];
    if (kind < 0.27) return [pick(NAMES), pick([null, ''])];
    if (kind < 0.32) return [`${pick(NAMES)}|fieldref`, pick(NAMES)];
    if (kind < 0.4)
      return [
        `${pick(NAMES)}|re${pick(['', '|i'])}`,
        `${pick(['^', ''])}[abA].${pick(['*', '+', ''])}${pick(['b', '\\.', '[^a]'])}`,
      ];
    const modifiers = [
      ...(random() < 0.1 ? ['windash'] : []),
      ...pick([['contains'], ['startswith'], ['endswith'], []]),
      ...(random() < 0.15 ? ['cased'] : []),
      ...(random() < 0.1 ? ['neq'] : []),
    ];
    const values = Array.from({ length: 1 + Math.floor(random() * 3) }, value);
    const isAll = values.length > 1 && random() < 0.2;
    return [[pick(NAMES), ...modifiers, ...(isAll ? ['all'] : [])].join('|'), values];
  };
  const selection = (): unknown => {
    const map = () => Object.fromEntries(Array.from({ length: 1 + Math.floor(random() * 2) }, item));
    const kind = random();
    if (kind < 0.2) return [map(), map()];
    return kind < 0.3 ? [word(), word()] : map();
  };
  const names = ['sel_a', 'sel_b', 'filter_c'];
  const condition = (depth: number): string => {
    const kind = random();
    if (depth === 0 || kind < 0.3) return pick([...names, '1 of sel_*', 'all of sel_*', '1 of them', 'all of them']);
    if (kind < 0.5) return `not ${pick(names)}`;
    if (kind < 0.75) return `${condition(depth - 1)} ${pick(['and', 'or'])} ${condition(depth - 1)}`;
    return `(${condition(depth - 1)} ${pick(['and', 'or'])} ${condition(depth - 1)})`;
  };
  const rules = Array.from({ length: 30 }, () =>
    JSON.stringify({
      title: 'T',
      logsource: { product: 'windows', category: 'process_creation' },
      detection: { sel_a: selection(), sel_b: selection(), filter_c: selection(), condition: condition(3) },
    }),
  );
  return { records, rules };
}

const stored = (record: RawRecord): StoredFields => ({
  ...SYSMON,
  'event.code': '1',
  'host.name': 'h',
  ...Object.fromEntries(
    Object.entries(FIELDS).flatMap(([name, field]) =>
      record[name] === undefined ? [] : [[field, record[name] as string | number]],
    ),
  ),
});

it('matches what a plain evaluation matches, for rules and records drawn at random', () => {
  let matched = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const { records, rules } = makeCase(seed);
    const results = runOver(rules, records.map(stored));
    for (const [at, text] of rules.entries()) {
      const result = results[at];
      // Keywords that fit any record are refused: `-` and blanks alone.
      if (result?.outcome === 'unsupported') {
        expect(result.issues[0]?.message).toBe('Not executed here: a keyword that fits any record.');
        continue;
      }
      const plain = evaluatePlainly(text, records);
      expect(result?.matched, `${seed}: ${text}`).toBe(plain.length);
      // Of each host and segment the places of the first twenty are kept.
      const rows = result?.hosts.flatMap(({ records: places }) => places.flatMap((place) => place.rows)) ?? [];
      expect(rows, `${seed}: ${text}`).toEqual(plain.slice(0, 20));
      matched += plain.length;
    }
  }
  expect(matched).toBeGreaterThan(500);
});
