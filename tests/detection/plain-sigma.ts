/**
 * Sigma evaluated plainly: one JSON record at a time, by the words of the specification, with JavaScript's own expressions. Shares
 * nothing with the app but the rules' texts; only for tests, whose rules and records are known.
 */
import { parse } from 'yaml';

export type RawRecord = Readonly<Record<string, unknown>>;
type Item = Readonly<Record<string, unknown>>;

/** What Windows records are, by channel and id. */
const CATEGORIES: Readonly<Record<string, readonly number[]>> = {
  process_creation: [1],
  network_connection: [3],
  process_termination: [5],
  image_load: [7],
  process_access: [10],
  raw_access_thread: [9],
  file_event: [11],
  registry_event: [12, 13, 14],
  registry_add: [12],
  registry_delete: [12],
  registry_set: [13],
  create_stream_hash: [15],
  clipboard_capture: [24],
  dns_query: [22],
};
const SERVICES: Readonly<Record<string, string>> = {
  security: 'Security',
  system: 'System',
  sysmon: 'Microsoft-Windows-Sysmon/Operational',
};

function isMeant(record: RawRecord, source: Item): boolean {
  const { product, category, service } = source;
  if (product !== undefined && product !== 'windows') return false;
  const channel = record['Channel'];
  if (service !== undefined && SERVICES[String(service)] !== channel) return false;
  if (category === undefined) return true;
  const code = Number(record['EventID']);
  if (category === 'process_creation' && channel === 'Security' && code === 4688) return true;
  return channel === SERVICES['sysmon'] && (CATEGORIES[String(category)] ?? []).includes(code);
}

/** The Security log has other names for the same. */
function fieldIn(record: RawRecord, field: string): string | null {
  const own: Readonly<Record<string, string>> =
    record['Channel'] === 'Security' && record['EventID'] === 4688
      ? { Image: 'NewProcessName', ParentImage: 'ParentProcessName' }
      : {};
  const others: Readonly<Record<string, string>> = { Computer: 'Hostname', Provider_Name: 'SourceName' };
  if (field === 'User' && record['User'] === undefined && record['SubjectUserName'] !== undefined)
    return `${record['SubjectDomainName']}\\${record['SubjectUserName']}`;
  const value = record[own[field] ?? field] ?? record[others[field] ?? field];
  return value === undefined || value === null || value === '' || value === '-' ? null : String(value);
}

function wildcards(text: string): string {
  let form = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    const next = text[at + 1] ?? '';
    if (letter === '\\' && /[\\*?]/.test(next)) {
      form += next.replace(/[\\*?]/, '\\$&');
      at++;
    } else form += letter === '*' ? '[^]*' : letter === '?' ? '[^]' : letter.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  }
  return form;
}

function asks(record: RawRecord, field: string, modifiers: readonly string[], wanted: unknown): boolean {
  const has = (name: string) => modifiers.includes(name);
  const value = fieldIn(record, field);
  if (has('exists')) return (value !== null) === wanted;
  const isPart = has('contains') || has('startswith') || has('endswith');
  if (wanted === null || (!isPart && (wanted === '' || wanted === '-'))) return value === null;
  if (value === null) return false;
  if (has('fieldref')) return fieldIn(record, String(wanted))?.toLowerCase() === value.toLowerCase();
  if (has('re')) return new RegExp(String(wanted), has('i') ? 'i' : '').test(value);
  if (has('cidr')) return inCidr(value, String(wanted));
  if (has('hour')) return Number(/[T ](\d\d):/.exec(value)?.[1]) === wanted;
  for (const [name, holds] of Object.entries(ORDERS)) if (has(name)) return holds(Number(value), Number(wanted));
  const flags = has('cased') ? '' : 'i';
  let texts = [String(wanted)];
  if (has('windash'))
    texts = texts.flatMap((text) => [...'-/–—―'].map((dash) => text.replace(/(?<!\w)[-/](?=\w)/g, dash)));
  let bytes = texts.map((text) => Buffer.from(text, has('wide') || has('utf16le') ? 'utf16le' : 'utf8'));
  if (has('base64')) texts = bytes.map((each) => each.toString('base64'));
  if (has('base64offset')) {
    bytes = bytes.slice();
    texts = bytes.flatMap((each) =>
      [0, 1, 2].map((shift) => {
        const coded = Buffer.concat([Buffer.alloc(shift, 'x'), each])
          .toString('base64')
          .replace(/=/g, '');
        const cut = (shift + each.length) % 3 === 0 ? coded.length : -1;
        return coded.slice([0, 2, 3][shift], cut);
      }),
    );
  }
  return texts.some((text) => {
    const form = wildcards(text);
    const [before, after] = [has('contains') || has('endswith'), has('contains') || has('startswith')];
    return new RegExp(`^${before ? '[^]*' : ''}${form}${after ? '[^]*' : ''}$`, flags).test(value);
  });
}

const ORDERS: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  lt: (one, other) => one < other,
  lte: (one, other) => one <= other,
  gt: (one, other) => one > other,
  gte: (one, other) => one >= other,
};

function inCidr(value: string, network: string): boolean {
  const number = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const [base = '', bits = '32'] = network.split('/');
  if (!/^[\d.]+$/.test(value)) return false;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(number(value) / size) === Math.floor(number(base) / size);
}

function meets(record: RawRecord, selection: unknown): boolean {
  if (Array.isArray(selection)) return selection.some((each) => meets(record, each));
  if (typeof selection !== 'object' || selection === null) return isWord(record, String(selection));
  return Object.entries(selection).every(([key, content]) => {
    const [field = '', ...modifiers] = key.split('|');
    const values: readonly unknown[] = Array.isArray(content) ? content : [content];
    const test = (value: unknown) =>
      field === '' ? isWord(record, String(value)) : asks(record, field, modifiers, value);
    const found = modifiers.includes('all') ? values.every(test) : values.some(test);
    return modifiers.includes('neq') ? !found : found;
  });
}

function isWord(record: RawRecord, word: string): boolean {
  const form = new RegExp(wildcards(word), 'i');
  return Object.values(record).some((value) => form.test(String(value)));
}

/** By replacing what is known by its truth, until one is left: precedence by the order of the replacements. */
function holds(condition: string, detection: Item, record: RawRecord): boolean {
  const names = Object.keys(detection).filter((name) => name !== 'condition');
  const truth = (name: string) => meets(record, detection[name]);
  let text = ` ${condition.replace(/([()])/g, ' $1 ')} `.replace(
    /\s(1|any|all) of (\S+)(?=\s)/g,
    (_, count: string, target: string) => {
      const form = new RegExp(`^${target.replaceAll('*', '.*')}$`);
      const chosen = names.filter((name) => (target === 'them' ? !name.startsWith('_') : form.test(name)));
      return ` ${count === 'all' ? chosen.every(truth) : chosen.some(truth)} `;
    },
  );
  text = text
    .split(/\s+/)
    .map((word) => (names.includes(word) ? String(truth(word)) : word))
    .join(' ')
    .replace(/\band\b/gi, '&&')
    .replace(/\bor\b/gi, '||')
    .replace(/\bnot\b/gi, '!');
  if (!/^[\s()&|!truefals]+$/.test(text)) throw new Error(`cannot be read: ${condition}`);
  return Boolean(new Function(`return (${text});`)());
}

/** @param isOf whether a record is of the log source @returns positions of the records that the rule matches */
export function evaluatePlainly(
  yaml: string,
  records: readonly RawRecord[],
  isOf: (record: RawRecord, source: Item) => boolean = isMeant,
): readonly number[] {
  const rule = parse(yaml) as Item;
  const detection = rule['detection'] as Item;
  const source = rule['logsource'] as Item;
  const conditions = [detection['condition']].flat() as readonly string[];
  return records.flatMap((record, at) =>
    isOf(record, source) && conditions.some((each) => holds(each, detection, record)) ? [at] : [],
  );
}
