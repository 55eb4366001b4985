import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { halveBundle, joinHalves, packSecondHalf, takeFirstHalf } from '../../src/formats/stix/stix-halves';
import { readStixContent } from '../../src/formats/stix/stix-report';
import { type HalfReader, readInHalves } from '../../workers/readings/read-halves';
import { readStixAsReport } from '../../workers/readings/stix-report-reading';
import { makeUpStixBundle } from '../bench/made-up-stix';
import { makeRandom } from '../make-random';
import { makeReadingContext, makeTextSource } from '../reading-context';
import { describeWithShared, SHARED } from '../shared-data';
import { type MadeUp, makeObject, makeReport, makeTechnique, makeUse, uuid } from './made-up-stix-objects';

/** Parts of this many characters: small bundles are cut as well. */
const PART = 40;

/** As two workers do, what is handed over copied as between them; `null`: it is left to one. */
function readHalved(text: string, share: number) {
  const halves = halveBundle(new TextEncoder().encode(text), share);
  const taken = halves === null ? null : takeFirstHalf(halves, PART);
  const half = halves === null ? null : structuredClone(packSecondHalf(halves.second, PART));
  return taken === null || half === null ? null : joinHalves(taken, half);
}

const read = (text: string) => readStixContent(JSON.parse(text));
const bundle = (objects: readonly unknown[], after: object = {}) => ({
  type: 'bundle',
  id: `bundle--${uuid(0)}`,
  objects,
  ...after,
});
const SHARES = Array.from({ length: 41 }, (_, at) => at / 40);

const identity = makeObject('identity', 1, { name: 'Example Feed', identity_class: 'organization' });
const group = makeObject('intrusion-set', 2, {
  name: 'Example Bear',
  aliases: ['EB'],
  description: 'They sit in woods.',
});
const tool = makeObject('malware', 3, { name: 'Claw', is_family: true, x_opencti_score: 3, labels: ['tlp:green'] });
const technique = makeTechnique(4, 'T1059', 'Scripts', { description: 'What it says itself.' });
const nameless = makeObject('attack-pattern', 5, {});
const marking = makeObject('marking-definition', 6, {
  modified: undefined,
  definition_type: 'tlp',
  name: 'TLP:AMBER',
  definition: { tlp: 'amber' },
});
const indicators = Array.from({ length: 8 }, (_, at) =>
  makeObject('indicator', 10 + at, {
    name: `Indicator ${at}`,
    pattern: `[domain-name:value = 'host-${at % 5}.example.org' AND process:pid = ${at}]`,
    pattern_type: 'stix',
    valid_from: '2026-01-01T00:00:00Z',
    created_by_ref: identity['id'],
    object_marking_refs: [marking['id']],
    labels: at === 3 ? ['misp-galaxy:mitre-attack-pattern="Phishing - T1566"'] : ['quiet'],
  }),
);
const uses = [
  makeUse(20, group, technique, 'uses', { description: 'They type.' }),
  makeUse(21, tool, technique, 'uses', { description: 'It types as well.' }),
  makeUse(22, group, tool),
  makeUse(23, tool, { id: `attack-pattern--${uuid(99)}` }, 'uses', { description: 'Of another file.' }),
  makeUse(24, group, { id: `attack-pattern--${uuid(98)}` }),
];
const seen = makeObject('sighting', 30, { sighting_of_ref: `indicator--${uuid(12)}`, count: 2 });
const address = { type: 'ipv4-addr', spec_version: '2.1', id: `ipv4-addr--${uuid(31)}`, value: '203.0.113.7' };
const faulty = makeObject('malware', 32, {
  name: 7,
  is_family: 'so',
  created: 'once',
  modified: '2026-03-01T09:00:00Z',
});
const all: readonly MadeUp[] = [
  identity,
  group,
  ...indicators.slice(0, 4),
  makeReport(40, [group, technique, { id: `attack-pattern--${uuid(97)}` }], { name: 'One', labels: ['tlp:red'] }),
  tool,
  ...uses,
  technique,
  nameless,
  marking,
  seen,
  address,
  faulty,
  ...indicators.slice(4),
  makeObject('note', 41, { content: 'They sit in woods.', object_refs: [group['id']] }),
  makeReport(42, [tool, ...indicators], {
    name: 'Two',
    description: 'They sit in woods.',
    created_by_ref: identity['id'],
  }),
  address,
];

/** In an order of their own, each with other numbers of everything. */
function shuffle(seed: number): readonly MadeUp[] {
  const random = makeRandom(seed);
  return all
    .flatMap((object) => (random() < 0.15 ? [] : [{ object, at: random() }]))
    .sort((one, other) => one.at - other.at)
    .map(({ object }) => object);
}

describe('a bundle read in halves', () => {
  it('gives the same report wherever it is cut', () => {
    for (const text of [
      JSON.stringify(bundle(all)),
      JSON.stringify(bundle(all), null, 2),
      JSON.stringify(bundle(all)).replaceAll('},{', '}, {'),
      JSON.stringify(bundle(all, { spec_version: '2.0', x_note: 'after the objects' })),
      `\uFEFF${JSON.stringify(bundle([...all.slice(0, 9), makeObject('tool', 50, { name: 'Größe 漢字 🐻' }), ...all.slice(9)]))}`,
    ]) {
      const whole = read(text.replace(/^\uFEFF/, ''));
      const cuts = SHARES.map((share) => readHalved(text, share)).filter((result) => result !== null);
      expect(cuts.length).toBeGreaterThan(30);
      for (const result of cuts) expect(result).toEqual(whole);
    }
  });

  it('gives the same report in whatever order the objects come', () => {
    let cuts = 0;
    for (let seed = 1; seed <= 25; seed++) {
      const text = JSON.stringify(bundle(shuffle(seed)));
      const whole = read(text);
      for (const share of [0.2, 0.4, 0.5, 0.6, 0.8]) {
        const result = readHalved(text, share);
        if (result === null) continue;
        cuts++;
        expect(result, `seed ${seed}, share ${share}`).toEqual(whole);
      }
    }
    expect(cuts).toBeGreaterThan(100);
  });

  it('keeps the words of a technique to their limit across the cut', () => {
    const told = Array.from({ length: 30 }, (_, at) =>
      makeUse(100 + at, group, technique, 'uses', { description: `${at} ${'a'.repeat(150)}` }),
    );
    const text = JSON.stringify(bundle([group, technique, ...told]));
    for (const share of SHARES) expect([null, read(text)]).toContainEqual(readHalved(text, share));
    expect(readHalved(text, 0.5)).toEqual(read(text));
  });

  it.each([
    ['a later version', { ...group, modified: '2026-04-01T00:00:00.000Z', name: 'Renamed' }],
    ['an earlier one', { ...group, modified: '2026-02-01T00:00:00.000Z' }],
    ['the same', group],
  ])('is left to one worker where %s follows in the other half', (_, object) => {
    const text = JSON.stringify(bundle([...all, object]));
    expect(readHalved(text, 0.5)).toBeNull();
  });

  it('is left to one worker where one half is damaged, a release, or for another reader', () => {
    const text = JSON.stringify(bundle(all));
    const middle = text.length / 2;
    for (const damaged of [
      text.slice(0, -30),
      text.slice(0, -1),
      `${text.slice(0, middle - 300)}\\x${text.slice(middle - 300)}`,
      `${text.slice(0, middle + 600)}"${text.slice(middle + 600)}`,
      text.replace('Claw', 'Cl\0aw'),
      `${text.slice(0, -1)},"objects":[]}`,
      JSON.stringify(bundle([...all, makeObject('x-mitre-matrix', 60)])),
      JSON.stringify(bundle([makeObject('x-mitre-matrix', 60), ...all])),
      JSON.stringify(bundle([...all, makeObject('attack-flow', 60)])),
      JSON.stringify(bundle([...all, bundle([makeTechnique(61, 'T1003')])])),
    ])
      expect(readHalved(damaged, 0.5), damaged.slice(-50)).toBeNull();
  });

  it('is left to one worker where it is no UTF-8', () => {
    const text = JSON.stringify(bundle([...all, makeObject('tool', 50, { name: 'Größe' })]));
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    for (const share of [0.1, 0.5]) {
      const halves = halveBundle(bytes, share);
      expect(halves !== null && packSecondHalf(halves.second, PART)).toBeNull();
    }
    const wide = new Uint8Array(Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer);
    expect(halveBundle(wide, 0.5)).toBeNull();
  });

  it('reads what is deep without an end, or leaves it to one worker', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const text = JSON.stringify(bundle([...all, makeObject('tool', 50, { name: 'Deep', x_deep: 'DEEP' }), ...all]));
    const whole = text.replaceAll('"DEEP"', deep);
    for (const share of [0.1, 0.5, 0.9]) expect(() => readHalved(whole, share)).not.toThrow();
    const root = JSON.stringify(bundle(all, { x_root: 'DEEP' })).replace('"DEEP"', deep);
    const result = readHalved(root, 0.04);
    expect(result?.ok).toBe(true);
    expect(result).toEqual(read(JSON.stringify(bundle(all))));
  });

  it('of thousands of objects gives the same report', () => {
    const text = makeUpStixBundle(3000, 4);
    const whole = read(text);
    for (const share of [0.01, 0.52, 0.9]) expect(readHalved(text, share)).toEqual(whole);
  });
});

describe('the worker of the other half', () => {
  const bytes = new TextEncoder().encode(makeUpStixBundle(3000, 4));
  const makeReader = (answer: HalfReader['read'], ready = Promise.resolve(true)) => ({
    ready,
    read: vi.fn(answer),
    stop: vi.fn(),
  });

  it('is given bytes of its own', async () => {
    const reader = makeReader(async (half) => structuredClone(packSecondHalf(half)));
    const result = await readInHalves(bytes, reader);
    expect(result).toEqual(read(new TextDecoder().decode(bytes)));
    expect(reader.read.mock.calls[0]?.[0].buffer).not.toBe(bytes.buffer);
  });

  it('is not waited for where the first half is damaged', async () => {
    const damaged = bytes.slice();
    damaged[1000] = 0x7f;
    damaged[1001] = 0x22;
    const reader = makeReader(() => new Promise(() => undefined));
    expect(await readInHalves(damaged, reader)).toBeNull();
    expect(reader.read).toHaveBeenCalledOnce();
  });

  it('leaves the whole to the first where it cannot be had, fails, or there is nothing to cut', async () => {
    const missing = makeReader(async () => null, Promise.resolve(false));
    expect(await readInHalves(bytes, missing)).toBeNull();
    expect(missing.read).not.toHaveBeenCalled();
    expect(
      await readInHalves(
        bytes,
        makeReader(async () => null),
      ),
    ).toBeNull();
    const idle = makeReader(async () => null);
    expect(await readInHalves(new TextEncoder().encode('{"objects":[]}'), idle)).toBeNull();
    expect(idle.read).not.toHaveBeenCalled();
  });
});

describe('a large bundle on its way in', () => {
  const text = makeUpStixBundle(12_000, 24);
  const started: StandIn[] = [];

  /** Does what the worker does, in this thread; `null`: it breaks. */
  class StandIn {
    onmessage: ((event: { readonly data: unknown }) => void) | null = null;
    onerror: ((event: { preventDefault(): void }) => void) | null = null;
    isStopped = false;
    constructor() {
      started.push(this);
    }
    postMessage(half: Uint8Array | null) {
      queueMicrotask(() => (half === null ? this.onmessage?.({ data: 'ready' }) : this.answer(half)));
    }
    answer(half: Uint8Array) {
      this.onmessage?.({ data: structuredClone(packSecondHalf(half)) });
    }
    terminate() {
      this.isStopped = true;
    }
  }
  class Broken extends StandIn {
    override answer() {
      this.onerror?.({ preventDefault: () => undefined });
    }
  }

  async function readWith(worker: typeof StandIn | undefined, cores: number, content = text) {
    started.length = 0;
    vi.stubGlobal('Worker', worker);
    vi.stubGlobal('navigator', { hardwareConcurrency: cores });
    try {
      const reading = await readStixAsReport(makeTextSource('bundle.json', content), makeReadingContext());
      if (!reading.ok) return { says: reading.issues, workers: started.map(({ isStopped }) => isStopped) };
      const { says, counts, detail, issueCounts } = reading.value;
      const report = says?.report;
      return { says: { report, counts, detail, issueCounts }, workers: started.map(({ isStopped }) => isStopped) };
    } finally {
      vi.unstubAllGlobals();
    }
  }

  it('is the same report in one worker and in two, also where the second breaks', { timeout: 60_000 }, async () => {
    const alone = await readWith(StandIn, 1);
    expect(alone.workers).toEqual([]);
    expect(await readWith(StandIn, 2)).toEqual({ says: alone.says, workers: [true] });
    expect(await readWith(Broken, 2)).toEqual({ says: alone.says, workers: [true] });
  });

  it('says where it is damaged, in either half', { timeout: 60_000 }, async () => {
    for (const at of [0.2, 0.8]) {
      const place = Math.floor(text.length * at);
      const damaged = `${text.slice(0, place)}\u0001"${text.slice(place)}`;
      const alone = await readWith(undefined, 2, damaged);
      expect(alone.says).toMatchObject([{ code: 'json-malformed' }]);
      expect(await readWith(StandIn, 2, damaged)).toEqual({ says: alone.says, workers: [true] });
    }
  });

  it('is left to one worker where it is small', async () => {
    expect((await readWith(StandIn, 2, makeUpStixBundle(100, 1))).workers).toEqual([]);
  });
});

describeWithShared('real bundles read in halves', () => {
  const folder = join(SHARED, 'samples', 'stix');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));

  it('give the same report', () => {
    let cut = 0;
    for (const name of names) {
      const text = readFileSync(join(folder, name), 'utf8');
      for (const share of [0.25, 0.5, 0.75]) {
        const result = readHalved(text, share);
        if (result === null) continue;
        cut++;
        expect(result, name).toEqual(read(text));
      }
    }
    expect(cut).toBeGreaterThan(names.length / 4);
  });
});
