import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/domain/attack/catalog';
import { compileCatalog } from '../../src/domain/attack/compile-catalog';
import { NO_LINEAGE } from '../../src/domain/attack/component-lineage';
import type { Rule } from '../../src/domain/coverage/rule';
import { alignLayer } from '../../src/domain/layers/align-layer';
import type { Layer, LayerTechnique } from '../../src/domain/layers/layer';
import type { SupportingMark } from '../../src/domain/sensors/inventory';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { EMPTY_CONTENT, type WorkspaceContent } from '../../src/domain/workspace/content';
import type { DocumentReferences } from '../../src/domain/workspace/document-references';
import type { ScoreRule } from '../../src/domain/workspace/reference-kind';
import { listReferenceKinds } from '../../src/domain/workspace/technique-references';
import { applyUpgrade, planUpgrade, type UpgradeDecisions } from '../../src/domain/workspace/upgrade';
import { makeUpgradeTarget } from '../../src/domain/workspace/upgrade-target';
import { readAttackBundle } from '../../src/formats/attack-stix';
import { DOCUMENT_REFERENCES } from '../../workers/document-references';
import { link, makeModernBundle } from '../attack/made-up-bundle';

const CATALOGS = join(import.meta.dirname, '..', '..', 'data', 'catalog');
const open = (name: string): Catalog => JSON.parse(readFileSync(join(CATALOGS, `${name}.json`), 'utf8'));
const [old, former, now, mobile, ics] = [
  'enterprise-attack-13.1',
  'enterprise-attack-18.1',
  'enterprise-attack-19.1',
  'mobile-attack-19.1',
  'ics-attack-19.1',
].map(open) as [Catalog, Catalog, Catalog, Catalog, Catalog];
const TARGET = makeUpgradeTarget([now, mobile, ics], [former, old]);
const KINDS = listReferenceKinds({});

function entry(techniqueId: string, more: Partial<LayerTechnique> = {}): LayerTechnique {
  const empty = { tactic: null, score: null, color: '', comment: '', enabled: true, metadata: [], links: [], rest: {} };
  return { techniqueId, ...empty, ...more };
}

function layer(techniques: readonly LayerTechnique[], more: Partial<Layer> = {}): Layer {
  return {
    id: 'l',
    name: 'Red team',
    description: '',
    domain: 'enterprise-attack',
    attackRelease: '13',
    techniques,
    gradient: null,
    legend: [],
    metadata: [],
    links: [],
    formatVersion: '4.5',
    fileName: 'red.json',
    rest: {},
    ...more,
  };
}

function withLayers(...layers: readonly Layer[]): WorkspaceContent {
  return { ...EMPTY_CONTENT, layers };
}

function upgrade(content: WorkspaceContent, decisions: UpgradeDecisions = {}, rule: ScoreRule = 'highest') {
  const result = applyUpgrade(content, KINDS, TARGET, decisions, rule);
  return { ...result, entries: result.content.layers[0]?.techniques ?? [] };
}

/**
 * 400 annotated entries of 13.1, every third under one of its tactics, the others under all: what 19.1 has no more, what
 * was retired in 13.1 already and layers still name, and the rest by name.
 */
function makeAnnotatedLayer(): Layer {
  const lives = new Set(now.techniques.map(({ id }) => id));
  const gone = old.techniques.filter(({ id }) => !lives.has(id));
  const stays = old.techniques.filter(({ id }) => lives.has(id)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const chosen = [
    ...gone,
    ...old.retired.slice(0, 40).map((each) => ({ ...each, tactics: [at('execution')] })),
    ...stays,
  ];
  return layer(
    chosen.slice(0, 400).map((technique, at) =>
      entry(technique.id, {
        tactic: at % 3 === 0 ? (old.tactics[technique.tactics[0] ?? 0]?.shortName ?? null) : null,
        score: at,
        comment: `note ${at} on ${technique.name}`,
        color: at % 5 === 0 ? '#ff0000' : '',
        metadata: [{ name: `owner ${at}`, value: `team ${at}` }],
        links: [{ label: `ticket ${at}`, url: `https://tickets.example/${at}` }],
        rest: { showSubtechniques: at % 2 === 0, [`x-own-${at}`]: at },
      }),
    ),
    { attackRelease: '13.1' },
  );
}

function at(shortName: string): number {
  return old.tactics.findIndex((tactic) => tactic.shortName === shortName);
}

describe('a 13.1 layer with 400 annotated techniques', () => {
  const content = withLayers(makeAnnotatedLayer());
  const plan = planUpgrade(content, KINDS, TARGET);
  const { entries, content: after } = upgrade(content);
  const live = new Set<string>(now.techniques.map(({ id }) => id));
  const retired = new Map(now.retired.map((each) => [each.id as string, each]));

  it('asks only about techniques that were deprecated or revoked without a single successor', () => {
    const ids = content.layers[0]?.techniques.map(({ techniqueId }) => techniqueId) ?? [];
    const expected = ids.filter((id) => !live.has(id) && retired.get(id)?.successor === null);
    expect(plan.questions.map(({ id }) => id).sort()).toEqual([...new Set(expected)].sort());
    expect(plan.references).toBe(400);
    expect(plan.unknown).toEqual([]);
    expect(plan.unchanged + plan.moving + plan.asked).toBe(400);
    expect(plan.moving).toBeGreaterThan(60);
    expect(plan.asked).toBeGreaterThan(3);
    expect(plan.asked).toBeLessThan(20);
  });

  it('loses no comment, score, colour, link, metadata or key', () => {
    const text = JSON.stringify(after.layers);
    content.layers[0]?.techniques.forEach(({ comment, score }, at) => {
      const holders = entries.filter((each) => each.comment.includes(comment));
      expect(holders.length, comment).toBeGreaterThan(0);
      for (const holder of holders) {
        const scores = [holder.score, ...holder.metadata.flatMap((item) => ('name' in item ? Number(item.value) : []))];
        expect(scores, comment).toContain(score);
        expect(holder.metadata).toContainEqual({ name: `owner ${at}`, value: `team ${at}` });
        expect(holder.links).toContainEqual({ label: `ticket ${at}`, url: `https://tickets.example/${at}` });
        expect(holder.rest[`x-own-${at}`]).toBe(at);
      }
    });
    expect(text.match(/note \d+ on/g)?.length).toBeGreaterThanOrEqual(400);
  });

  it('leaves every entry that stays as the same object, and puts all others on live techniques and their tactics', () => {
    expect(after.layers[0]?.attackRelease).toBe('19.1');
    const before = new Set(content.layers[0]?.techniques);
    expect(entries.filter((each) => before.has(each)).length).toBe(plan.unchanged - countMerged(before));
    const asked = new Set(plan.questions.map(({ id }) => id));
    for (const { techniqueId, tactic } of entries.filter((each) => !asked.has(each.techniqueId))) {
      expect(live.has(techniqueId), techniqueId).toBe(true);
      const tactics = now.techniques.find(({ id }) => id === techniqueId)?.tactics ?? [];
      const names = tactics.map((each) => now.tactics[each]?.shortName);
      if (tactic !== null) expect(names, `${techniqueId} ${tactic}`).toContain(tactic);
    }
  });

  /** Entries that stayed where they are, and that another one moved to. */
  function countMerged(before: ReadonlySet<LayerTechnique>): number {
    const placeOf = ({ techniqueId, tactic }: LayerTechnique) => `${techniqueId} ${tactic}`;
    const places = new Set([...before].map(placeOf));
    const asked = new Set(plan.questions.map(({ id }) => id));
    return entries.filter((each) => !before.has(each) && places.has(placeOf(each)) && !asked.has(each.techniqueId))
      .length;
  }

  it('has nothing left to do the second time', () => {
    const again = planUpgrade(after, KINDS, TARGET);
    expect([again.moving, again.asked, again.layersToMark]).toEqual([0, 0, 0]);
    expect(upgrade(after).content).toBe(after);
  });
});

describe('tactics', () => {
  it('takes Defense Evasion apart without asking', () => {
    const both = now.tactics.map(({ shortName }) => shortName);
    expect(both).toContain('stealth');
    const { entries } = upgrade(
      withLayers(
        layer([
          entry('T1014', { tactic: 'defense-evasion', comment: 'rootkits' }),
          entry('T1562.001', { tactic: 'defense-evasion', comment: 'tools switched off' }),
          entry('T1548', { tactic: 'defense-evasion', comment: 'left the tactic' }),
          entry('T1550', { tactic: 'defense-evasion', comment: 'hashes', score: 1 }),
          entry('T1550', { tactic: 'lateral-movement', comment: 'hashes, too', score: 3 }),
          entry('T1059', { tactic: 'our-own-word' }),
        ]),
      ),
    );
    expect(entries.map(({ techniqueId, tactic, comment }) => [techniqueId, tactic, comment])).toEqual([
      ['T1014', 'stealth', 'rootkits'],
      [expect.stringMatching(/^T1685/), 'defense-impairment', 'tools switched off'],
      ['T1548', 'privilege-escalation', 'left the tactic'],
      ['T1550', 'lateral-movement', 'hashes, too\n\nFrom T1550 Use Alternate Authentication Material: hashes'],
      ['T1059', 'our-own-word', ''],
    ]);
    expect(entries[3]?.score).toBe(3);
  });

  it('puts an entry under both where its technique is under both', () => {
    const technique = now.techniques.findIndex(({ id }) => id === 'T1014');
    const impairment = now.tactics.findIndex(({ shortName }) => shortName === 'defense-impairment');
    const techniques = now.techniques.map((each, at) =>
      at === technique ? { ...each, tactics: [...each.tactics, impairment] } : each,
    );
    const target = makeUpgradeTarget([{ ...now, techniques }], []);
    const content = withLayers(layer([entry('T1014', { tactic: 'defense-evasion', comment: 'rootkits' })]));
    const { content: after, events } = applyUpgrade(content, KINDS, target, {}, 'highest');
    expect(after.layers[0]?.techniques.map(({ tactic, comment }) => [tactic, comment])).toEqual([
      ['stealth', 'rootkits'],
      ['defense-impairment', 'rootkits'],
    ]);
    expect(events).toEqual([
      { kind: 'split', where: 'layer “Red team”', what: 'T1014: defense-evasion → stealth and defense-impairment' },
    ]);
    expect(planUpgrade(content, KINDS, target).questions).toEqual([]);
  });

  it('keeps the tactic of Mobile and ICS, where nothing was taken apart', () => {
    const technique = mobile.techniques.find(({ tactics }) =>
      tactics.some((at) => mobile.tactics[at]?.shortName === 'defense-evasion'),
    );
    const content = withLayers(
      layer([entry(technique?.id ?? '', { tactic: 'defense-evasion' })], { domain: 'mobile-attack' }),
    );
    expect(upgrade(content).entries[0]).toBe(content.layers[0]?.techniques[0]);
  });

  it('knows the tactics that ICS once wrote with a suffix, as overlays do', () => {
    const position = ics.tactics.findIndex(({ shortName }) => shortName === 'evasion');
    const id = ics.techniques.find(({ tactics }) => tactics.includes(position))?.id ?? '';
    const old = layer([entry(id, { tactic: 'evasion-ics', score: 1 })], { domain: 'ics-attack', attackRelease: '8' });
    expect(alignLayer(old, ics).entries.map(({ tactic }) => tactic)).toEqual([position]);
    const { content, entries } = upgrade(withLayers(old));
    expect(entries.map(({ tactic }) => tactic)).toEqual(['evasion']);
    expect(content.layers[0]?.attackRelease).toBe('19.1');
  });
});

describe('ids of before sub-techniques', () => {
  it('follows them, and says what was merged and by which rule', () => {
    const content = withLayers(
      layer(
        [
          entry('T1059.001', { score: 20, comment: 'watched', color: '#00ff00' }),
          entry('t1086', { score: 70, comment: 'PowerShell is blocked', color: '#ff0000', rest: { a: 1 } }),
        ],
        { attackRelease: null },
      ),
    );
    const { entries, events } = upgrade(content);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ techniqueId: 'T1059.001', score: 70, color: '#ff0000', rest: { a: 1 } });
    expect(entries[0]?.comment).toBe('watched\n\nFrom t1086 PowerShell: PowerShell is blocked');
    expect(entries[0]?.metadata).toEqual([
      { name: 'Score before merging', value: '20' },
      { name: 'Score of t1086 PowerShell', value: '70' },
      { name: 'Colour before merging', value: '#00ff00' },
    ]);
    expect(events.map(({ kind, what }) => [kind, what])).toEqual([
      ['moved', 't1086 → T1059.001'],
      [
        'merged',
        't1086 PowerShell into T1059.001: comments, links and metadata of both kept; scores 20, 70, highest taken',
      ],
    ]);
    const scores = (['lowest', 'average', 'first'] as const).map(
      (rule) => upgrade(content, {}, rule).entries[0]?.score,
    );
    expect(scores).toEqual([20, 45, 20]);
  });

  it('merges two that come from elsewhere, and leaves twins that were there alone', () => {
    const twins = [entry('T1057', { comment: 'a' }), entry('T1057', { comment: 'b' })];
    const moved = ['T1066', 'T1027.005'].map((id) => entry(id, { comment: id }));
    const { entries } = upgrade(withLayers(layer([...twins, ...moved])));
    expect(entries.slice(0, 2)).toEqual(twins);
    expect(entries).toHaveLength(3);
  });
});

describe('what only the user can decide', () => {
  const content = withLayers(layer([entry('T1064', { comment: 'scripts', tactic: 'execution' })]));
  const [question] = planUpgrade(content, KINDS, TARGET).questions;
  const key = question?.key ?? '';

  it('is asked with reason, place and names that are alike', () => {
    expect(question).toMatchObject({ id: 'T1064', name: 'Scripting', reason: 'deprecated', references: 1 });
    expect(question?.places).toEqual(['layer “Red team”']);
    expect(question?.candidates.map(({ name }) => name).join()).toContain('Script');
  });

  it('is kept with a note when nothing is decided, and not asked again', () => {
    const { entries, content: after, events } = upgrade(content);
    expect(entries[0]).toMatchObject({ techniqueId: 'T1064', tactic: 'execution', comment: 'scripts' });
    expect(entries[0]?.metadata).toEqual([
      { name: 'Retired in ATT&CK', value: 'Scripting, deprecated in ATT&CK 19.1' },
    ]);
    expect(events.map(({ kind }) => kind)).toEqual(['kept']);
    expect(planUpgrade(after, KINDS, TARGET)).toMatchObject({ asked: 0, unchanged: 1 });
    expect(upgrade(after).content).toBe(after);
  });

  it('goes where the user says, under the tactic it has there', () => {
    const { entries } = upgrade(content, { [key]: { to: 'successor', id: 'T1059' } });
    expect(entries).toEqual([entry('T1059', { comment: 'scripts', tactic: 'execution' })]);
  });

  it('is dropped only when the user says so', () => {
    const { entries, events } = upgrade(content, { [key]: { to: 'drop' } });
    expect(entries).toEqual([]);
    expect(events).toEqual([{ kind: 'dropped', where: 'layer “Red team”', what: 'T1064' }]);
    expect(upgrade(content, { [key]: { to: 'successor', id: 'T9999' } }).entries[0]?.techniqueId).toBe('T1064');
  });

  it('hears nothing from prototypes', () => {
    const hostile = withLayers(layer([entry('constructor'), entry('__proto__', { tactic: 'constructor' })]));
    expect(upgrade(hostile, JSON.parse('{"__proto__": {"to": "drop"}}')).entries).toEqual(
      hostile.layers[0]?.techniques,
    );
    expect(planUpgrade(hostile, KINDS, TARGET).unknown.map(({ id }) => id)).toEqual(['constructor', '__proto__']);
  });
});

describe('layers by release', () => {
  it('leaves a newer one alone, and marks older and unmarked ones', () => {
    const newer = layer([entry('T1086')], { id: 'n', name: 'From tomorrow', attackRelease: '20' });
    const same = layer([entry('T1059')], { id: 's', attackRelease: '19' });
    const unmarked = layer([entry('T1059')], { id: 'u', attackRelease: null });
    const content = withLayers(newer, same, unmarked);
    const plan = planUpgrade(content, KINDS, TARGET);
    expect([plan.newerLayers, plan.layersToMark]).toEqual([['From tomorrow (20)'], 1]);
    const { layers } = upgrade(content).content;
    expect([layers[0] === newer, layers[1] === same, layers[2]?.attackRelease]).toEqual([true, true, '19.1']);
    expect(layers[2]?.techniques).toBe(unmarked.techniques);
  });
});

describe('the other kinds', () => {
  const rule = { id: 'sigma:1', name: 'PowerShell', techniqueIds: ['T1086', 'T1059.001', 'T1064'] } as unknown as Rule;
  const untouched = { id: 'sigma:2', name: 'Other', techniqueIds: ['T1057', 'T9999'] } as unknown as Rule;
  const gone = former.analytics.find(({ id }) => !now.analytics.some((each) => each.id === id));
  const mark = (analytic: string, reason = 'r') =>
    ({ analytic, component: 'DC0032', author: 'me', reason, at: '2026-01-01' }) as unknown as SupportingMark;
  const sensor = (...components: readonly string[]) =>
    ({
      id: 'user:1',
      name: 'Ours',
      events: [{ id: '1', mappings: components.map((component) => ({ component, origin: 'user' })) }],
    }) as unknown as Sensor;

  it('moves rules, each technique once, and keeps what it cannot move', () => {
    const content = { ...EMPTY_CONTENT, rules: [rule, untouched] };
    const after = upgrade(content).content;
    expect(after.rules[0]?.techniqueIds).toEqual(['T1059.001', 'T1064']);
    expect(after.rules[1]).toBe(untouched);
    expect(after.inventory).toBe(content.inventory);
    expect(planUpgrade(content, KINDS, TARGET).questions.map(({ id }) => id)).toEqual(['T1064']);
  });

  it('asks about marks on analytics that the release no longer has', () => {
    const supporting = [mark(now.analytics[0]?.id ?? ''), mark(gone?.id ?? '')];
    const content = { ...EMPTY_CONTENT, inventory: { ...EMPTY_CONTENT.inventory, supporting } };
    const [question, ...more] = planUpgrade(content, KINDS, TARGET).questions;
    expect(more).toEqual([]);
    expect(question).toMatchObject({ kind: 'analytic', id: gone?.id, reason: 'gone' });
    expect(upgrade(content).content).toBe(content);
    const to = now.analytics[0]?.id ?? '';
    const merged = upgrade(content, { [question?.key ?? '']: { to: 'successor', id: to } }).content;
    expect(merged.inventory.supporting).toHaveLength(1);
  });

  it('gives sensors the id of a component that had none, and asks about one that is gone', () => {
    const customSensors = [sensor('~Process: Process Creation', 'DC0032', 'DC9999', '~Own: Nobody Knows')];
    const content = { ...EMPTY_CONTENT, inventory: { ...EMPTY_CONTENT.inventory, customSensors } };
    const mappings = upgrade(content).content.inventory.customSensors[0]?.events[0]?.mappings;
    expect(mappings?.map(({ component }) => component)).toEqual(['DC0032', 'DC9999', '~Own: Nobody Knows']);
    expect(planUpgrade(content, KINDS, TARGET).questions.map(({ id }) => id)).toEqual(['DC9999']);
  });

  it('moves the techniques of a DeTT&CT file, and nothing else in it', () => {
    const text = [
      'version: 1.2 # ours',
      'file_type: technique-administration',
      'techniques:',
      "- technique_id: 'T1086' # PowerShell",
      '  own_key: T1086 stays in words',
      '- technique_id: T1064',
      '- technique_id: [T1057, T1562.001]',
    ].join('\r\n');
    const kinds = listReferenceKinds(DOCUMENT_REFERENCES);
    const documents = [{ id: 'd', format: 'dettect-techniques', name: 'ours.yaml', text }];
    const plan = planUpgrade({ ...EMPTY_CONTENT, documents }, kinds, TARGET);
    expect([plan.references, plan.moving, plan.asked]).toEqual([4, 2, 1]);
    const key = plan.questions[0]?.key ?? '';
    for (const decisions of [{}, { [key]: { to: 'drop' } as const }]) {
      const after = applyUpgrade({ ...EMPTY_CONTENT, documents }, kinds, TARGET, decisions, 'highest').content;
      expect(after.documents[0]?.text).toBe(text.replace("'T1086'", "'T1059.001'").replace('T1562.001', 'T1685'));
    }
  });

  it('hands texts of other tools to whoever reads them, and leaves the rest to the letter', () => {
    const format: DocumentReferences = {
      list: (text) => (text.match(/T\d{4}(?:\.\d{3})?/g) ?? []).map((id) => ({ id, domain: 'enterprise-attack' })),
      rewrite: (text, moves) => text.replace(/T\d{4}(?:\.\d{3})?/g, (id) => moves.get(id) ?? id),
    };
    const documents = [
      { id: 'a', format: 'known', name: 'a.yaml', text: 'technique_id: T1086 # ours' },
      { id: 'b', format: 'known', name: 'b.yaml', text: 'technique_id: T1057' },
      { id: 'c', format: 'constructor', name: 'c.yaml', text: 'T1086' },
    ];
    const kinds = listReferenceKinds({ known: format });
    const content = { ...EMPTY_CONTENT, documents };
    const after = applyUpgrade(content, kinds, TARGET, {}, 'highest').content;
    expect(after.documents.map(({ text }) => text)).toEqual([
      'technique_id: T1059.001 # ours',
      documents[1]?.text,
      'T1086',
    ]);
    expect(after.documents.slice(1)).toEqual([documents[1], documents[2]]);
    expect(after.documents[1]).toBe(documents[1]);
    expect(planUpgrade(content, kinds, TARGET)).toMatchObject({ references: 2, moving: 1, unchanged: 1 });
  });
});

describe('chains, loops and several successors', () => {
  function compile(...more: readonly object[]): Catalog {
    const result = readAttackBundle(makeModernBundle(...more), 'enterprise-attack-19.1.json');
    if (!result.ok) throw new Error('not read');
    return compileCatalog(result.value.bundle, '', NO_LINEAGE);
  }
  const revoked = (id: string, attackId: string) => ({
    type: 'attack-pattern',
    id: `attack-pattern--${id}`,
    name: `Name of ${id}`,
    revoked: true,
    external_references: [{ source_name: 'mitre-attack', external_id: attackId }],
  });
  const by = (from: string, to: string) => link('revoked-by', `attack-pattern--${from}`, `attack-pattern--${to}`);
  const catalog = compile(
    ...['a', 'b'].map((id, at) => revoked(id, `T191${at}`)),
    by('a', 'b'),
    by('b', 'a'),
    revoked('self', 'T1920'),
    by('self', 'self'),
    revoked('many', 'T1930'),
    by('many', 'sub'),
    by('many', 'parent'),
    revoked('two-ways', 'T1931'),
    by('two-ways', 'older'),
    by('two-ways', 'parent'),
    revoked('none', 'T1940'),
    revoked('to-gone', 'T1950'),
    by('to-gone', 'gone'),
    by('to-gone', 'nowhere'),
  );
  const retired = new Map(catalog.retired.map((each) => [each.id as string, each]));

  it('are told apart in the catalog', () => {
    const told = [...retired.values()].map(({ id, successor, candidates }) => [id, successor, candidates]);
    expect(told).toEqual([
      ['T1900', 'T1001', undefined],
      ['T1901', 'T1001', undefined],
      ['T1902', null, undefined],
      ['T1910', null, []],
      ['T1911', null, []],
      ['T1920', null, []],
      ['T1930', null, ['T1001', 'T1001.001']],
      ['T1931', 'T1001', undefined],
      ['T1940', null, []],
      ['T1950', null, []],
    ]);
  });

  it('are asked about where there is a choice, with the successors that ATT&CK names first', () => {
    const target = makeUpgradeTarget([catalog], []);
    const content = withLayers(
      layer(
        [...retired.keys()].map((id) => entry(id)),
        { attackRelease: null },
      ),
    );
    const plan = planUpgrade(content, KINDS, target);
    const questions = new Map(plan.questions.map((question) => [question.id, question]));
    expect([...questions.keys()]).toEqual(['T1902', 'T1910', 'T1911', 'T1920', 'T1930', 'T1940', 'T1950']);
    expect(questions.get('T1902')?.reason).toBe('deprecated');
    expect(questions.get('T1930')?.reason).toBe('revoked');
    expect(questions.get('T1930')?.candidates.slice(0, 2)).toEqual([
      { id: 'T1001', name: 'Parent', isNamed: true },
      { id: 'T1001.001', name: 'Sub', isNamed: true },
    ]);
  });
});
