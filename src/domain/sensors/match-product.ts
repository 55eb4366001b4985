/**
 * Finds sensors by names that are only alike: misspelled, with editions, in another order. Words count by how rare they
 * are among the names of all sensors; editions, platforms and model numbers count little; a maker's name counts for
 * nothing when it agrees and fully when it does not. tests/sensors/product-spellings.ts is what the numbers were chosen by.
 */
import { makeSensorMatcher } from './match-sensor';
import { foldSensorName, type Sensor } from './sensor';

export interface SensorMatch {
  readonly sensorId: string;
  /** `name`: equal to a name or alias. `similar`: alike, by `score`. `chosen`: by the analyst. */
  readonly how: 'name' | 'similar' | 'chosen';
  /** 0 to 1; 1 where the name is equal. */
  readonly score: number;
}

export interface Suggestion {
  readonly sensorId: string;
  readonly score: number;
}

export interface ProductMatcher {
  /** `null`: no sensor is like it, or several are as much. */
  match(name: string, vendor: string | null): SensorMatch | null;
  /** The likeliest sensors, best first. */
  suggest(name: string, vendor: string | null): readonly Suggestion[];
  /** Whether a text is the name of a maker. */
  isVendor(text: string): boolean;
}

/** Alike enough to be taken for it: lower, and the spellings that must not match begin to. */
export const SIMILAR_ENOUGH = 0.74;
/** Of two sensors that are as near as this, neither is meant for sure. */
const TOO_CLOSE = 0.04;
/** A word that names of this many sensors have tells none of them. */
const SHARED_BY = 4;
const WORTH_SUGGESTING = 0.35;
const SUGGESTED = 5;
/** No product has a longer name. */
const LONGEST_NAME = 120;
const REMEMBERED = 20_000;

const NOISE = new Set(
  (
    'agent agents sensor sensors client clients software solution solutions platform suite edition enterprise business premium ' +
    'standard professional pro plus plan p1 p2 e3 e5 a3 a5 g3 g5 f3 license licence licenses lizenz subscription service services ' +
    'product tool module for the of and und mit with on prem premises onprem hosted saas managed version ver release x64 x86 64bit ' +
    '32bit lts full essentials advanced ultimate complete core basic new legacy old latest gmbh inc corp corporation ltd llc ag'
  ).split(' '),
);
const PLATFORM_WORDS = new Set(
  // As `listWords` gives them, in the singular.
  'window linux macos mac os osx unix android ios desktop workstation'.split(' '),
);
const MAKERS = new Set(
  (
    'microsoft ms google amazon aws apple cisco palo alto networks paloalto fortinet juniper checkpoint check point sophos mcafee trellix ' +
    'symantec broadcom vmware trend micro kaspersky eset bitdefender ibm oracle sap atlassian salesforce crowdstrike sentinelone elastic ' +
    'okta splunk rapid7 tenable qualys zscaler cloudflare akamai f5 citrix barracuda proofpoint mimecast forcepoint netskope ' +
    'sysinternals docker gitlab github zoom slack dropbox box jamf samsung aruba hpe dell lenovo hp siemens schneider honeywell'
  ).split(' '),
);
/** Short for a maker or a product's first word. */
const SHORT: Readonly<Record<string, string>> = {
  ms: 'microsoft',
  msft: 'microsoft',
  win: 'windows',
  evt: 'event',
  av: 'antivirus',
};

interface KnownName {
  readonly sensor: Sensor;
  readonly words: readonly string[];
  readonly weight: number;
}

export function makeProductMatcher(sensors: readonly Sensor[]): ProductMatcher {
  const exact = makeSensorMatcher(sensors);
  const names = sensors.flatMap((sensor) =>
    [...new Set([sensor.name, ...sensor.aliases])].map((name) => ({
      sensor,
      words: listWords(name),
      compact: fold(name),
    })),
  );
  const sensorsByWord = new Map<string, Set<string>>();
  for (const { sensor, words } of names) {
    for (const word of words) sensorsByWord.set(word, (sensorsByWord.get(word) ?? new Set()).add(sensor.id));
  }
  /** "Defender" is the first word of many products, and the name of none. */
  const isShared = (words: readonly string[]): boolean =>
    words.length === 1 && (sensorsByWord.get(words[0] ?? '')?.size ?? 0) >= SHARED_BY;
  const weigh = (word: string): number => {
    if (NOISE.has(word)) return 0.08;
    if (/\d/.test(word) && !sensorsByWord.has(word)) return 0.1;
    if (PLATFORM_WORDS.has(word)) return 0.3;
    const spread = sensorsByWord.get(word)?.size ?? 1;
    return Math.max(0.25, 1 - Math.log(spread) / Math.log(40));
  };
  /** Beside a telling name ("FortiGate") the maker adds little; beside "web" it is what tells. */
  const weighMaker = (maker: string, words: readonly string[]): number => {
    const isTelling = words.some((word) => word.length > 4 && !MAKERS.has(word) && weigh(word) > 0.5);
    return isTelling ? 0.15 : weigh(maker);
  };
  const known: KnownName[] = names.map(({ sensor, words }) => ({
    sensor,
    words,
    weight: words.reduce((sum, word) => sum + (MAKERS.has(word) ? weighMaker(word, words) : weigh(word)), 0),
  }));
  const namesByWord = new Map<string, number[]>();
  known.forEach(({ words }, at) => {
    for (const word of new Set(words)) namesByWord.set(word, [...(namesByWord.get(word) ?? []), at]);
  });
  const byCompact = new Map<string, Set<Sensor>>();
  for (const { sensor, words, compact } of names) {
    const bare = words.filter((word) => !NOISE.has(word));
    const products = bare.filter((word) => !MAKERS.has(word));
    const bared = isShared(products) ? [] : [bare.join(''), [...bare].sort().join('')];
    const forms = new Set([compact, ...bared].filter((form) => form.length > 2));
    // "Web" of "Forcepoint Web" is everybody's.
    const product = products.join('');
    if (product.length > 4 && !isShared(products)) forms.add(product);
    for (const form of forms) byCompact.set(form, (byCompact.get(form) ?? new Set()).add(sensor));
  }
  // Nobody gets the first letter wrong.
  const compactByLetter = groupByLetter(byCompact, ([form]) => form);
  const wordsByLetter = groupByLetter(namesByWord.keys(), (word) => word);
  const vendors = new Set(sensors.flatMap(({ vendor }) => (vendor === null ? [] : [fold(vendor)])));
  const remembered = new Map<string, readonly Suggestion[]>();

  function suggest(name: string, vendor: string | null): readonly Suggestion[] {
    const key = `${vendor ?? ''}\n${name}`;
    const earlier = remembered.get(key);
    if (earlier !== undefined) return earlier;
    const found = rank(name, vendor);
    if (remembered.size < REMEMBERED) remembered.set(key, found);
    return found;
  }

  function rank(name: string, vendor: string | null): readonly Suggestion[] {
    if (name.length > LONGEST_NAME || fold(name).length < 3) return [];
    const words = listWords(name);
    const doubt = isShared(words.filter((word) => !NOISE.has(word))) ? 0.7 : 1;
    const scores = new Map<Sensor, number>();
    const note = (sensor: Sensor, score: number) => {
      const judged = score * doubt * agreement(sensor, vendor);
      if (judged > (scores.get(sensor) ?? 0)) scores.set(sensor, judged);
    };
    compareWhole(words, note);
    compareWords(words, note);
    return [...scores]
      .map(([sensor, score]) => ({ sensorId: sensor.id, score: Math.round(Math.min(0.99, score) * 100) / 100 }))
      .filter(({ score }) => score >= WORTH_SUGGESTING)
      .sort((a, b) => b.score - a.score || (a.sensorId < b.sensorId ? -1 : 1))
      .slice(0, SUGGESTED);
  }

  /** The name without editions, letters run together; and the same with a slip or two. */
  function compareWhole(words: readonly string[], note: (sensor: Sensor, score: number) => void): void {
    const bare = words.filter((word) => !NOISE.has(word) && !(/\d/.test(word) && !sensorsByWord.has(word)));
    const whole = bare.join('');
    const forms = [whole, [...bare].sort().join(''), bare.filter((word) => !PLATFORM_WORDS.has(word)).join('')];
    forms.forEach((form, at) => {
      for (const sensor of byCompact.get(form) ?? []) note(sensor, at === 2 ? 0.9 : 0.97);
    });
    if (whole.length < 6) return;
    for (const [form, owners] of compactByLetter.get(whole[0] ?? '') ?? []) {
      if (form.length < 6 || Math.abs(form.length - whole.length) > 2) continue;
      // "Docket" is no slip of "Docker": of a short name, a letter is missing, doubled or swapped.
      if (form.length < 7 && form.length === whole.length && !isSwapped(form, whole)) continue;
      const slips = countSlips(form, whole, form.length < 11 ? 1 : 2);
      if (slips > 0) for (const sensor of owners) note(sensor, 0.96 - slips * Math.max(0.05, 0.6 / form.length));
    }
  }

  function compareWords(words: readonly string[], note: (sensor: Sensor, score: number) => void): void {
    const matched = new Map<number, { readonly words: Set<string>; weight: number; own: number }>();
    const weights = words.map(weigh);
    words.forEach((word, at) => {
      for (const [alike, likeness] of findAlike(word)) {
        for (const number of namesByWord.get(alike) ?? []) {
          const entry = matched.get(number) ?? { words: new Set<string>(), weight: 0, own: 0 };
          matched.set(number, entry);
          if (entry.words.has(alike)) continue;
          entry.words.add(alike);
          const weight = MAKERS.has(alike) ? weighMaker(alike, known[number]?.words ?? []) : weigh(alike);
          entry.weight += weight * likeness;
          // What is matched of the query counts as much as it does in the name.
          entry.own += weight - (weights[at] ?? 0);
        }
      }
    });
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [number, { weight, own, words: alike }] of matched) {
      const name = known[number];
      if (name === undefined || [...alike].every((word) => NOISE.has(word) || PLATFORM_WORDS.has(word))) continue;
      note(name.sensor, (2 * weight) / (all + own + name.weight));
    }
  }

  /** Words of known names that a word may be, and how alike. */
  function findAlike(word: string): readonly (readonly [word: string, likeness: number])[] {
    if (namesByWord.has(word)) return [[word, 1]];
    if (word.length < 5 || NOISE.has(word)) return [];
    const alike: [string, number][] = [];
    for (const other of wordsByLetter.get(word[0] ?? '') ?? []) {
      if (other.length < 5 || Math.abs(other.length - word.length) > 2) continue;
      if (other.length < 7 && other.length === word.length && !isSwapped(other, word)) continue;
      const slips = countSlips(other, word, other.length < 11 ? 1 : 2);
      if (slips > 0) alike.push([other, 1 - slips * 0.09]);
    }
    return alike;
  }

  function agreement(sensor: Sensor, vendor: string | null): number {
    const [stated, own] = [fold(vendor ?? ''), fold(sensor.vendor ?? '')];
    if (stated === '' || own === '' || stated.includes(own) || own.includes(stated)) return 1;
    // Products are sold on; a stated maker that is known to make other sensors is another one's.
    return vendors.has(stated) ? 0.7 : 0.95;
  }

  return {
    match(name, vendor) {
      const same = exact(name, vendor);
      if (same !== null) return { ...same, how: 'name', score: 1 };
      const [best, next] = suggest(name, vendor);
      if (best === undefined || best.score < SIMILAR_ENOUGH) return null;
      if (next !== undefined && best.score - next.score < TOO_CLOSE) return null;
      return { ...best, how: 'similar' };
    },
    suggest,
    isVendor: (text) => {
      const folded = fold(text);
      return vendors.has(folded) || (MAKERS.has(folded) && folded.length > 3) || KNOWN_MAKERS.has(folded);
    },
  };
}

const KNOWN_MAKERS = new Set([
  'paloaltonetworks',
  'paloalto',
  'checkpoint',
  'trendmicro',
  'ibm',
  'sap',
  'eset',
  'f5',
  'oisf',
]);

function fold(text: string): string {
  return foldSensorName(text.normalize('NFD').replace(/\p{M}+/gu, ''));
}

function listWords(name: string): readonly string[] {
  const words = name
    .slice(0, LONGEST_NAME)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\bv?\d+(?:\.\d+)+\w*/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !/^v?\d{1,2}$/.test(word));
  return [...new Set(words.map((word) => singular(SHORT[word] ?? word)))];
}

function singular(word: string): string {
  return word.length > 4 && word.endsWith('s') && !/(?:ss|us|is|os)$/.test(word) ? word.slice(0, -1) : word;
}

function groupByLetter<Item>(items: Iterable<Item>, tell: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const letter = tell(item)[0] ?? '';
    const group = groups.get(letter);
    if (group === undefined) groups.set(letter, [item]);
    else group.push(item);
  }
  return groups;
}

function isSwapped(one: string, other: string): boolean {
  return [...one].sort().join('') === [...other].sort().join('');
}

/** Letters left out, added, changed or swapped; 0 also when there are more than `most` (equal words are not compared). */
function countSlips(one: string, other: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + change);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    if (Math.min(...row) > most) return 0;
    before = last;
    last = row;
  }
  const slips = last[other.length] ?? 0;
  return slips > most ? 0 : slips;
}
