/** Techniques that STIX content states: one statement for each attack pattern, and what other fields name besides. */
import type { TechniqueStatement } from '../../domain/threats/threat-report';
import { findDomain, findTechniqueId, listMitrePhases, readTechniqueId, splitName } from './stix-external-ids';
import type { Findings } from './stix-findings';
import { own, ownText, ownTexts, type StixItem } from './stix-objects';

export interface FoundTechniques {
  readonly statements: readonly TechniqueStatement[];
  /** Id of an object → its positions in `statements`. */
  readonly byId: ReadonlyMap<string, readonly number[]>;
}

const LONGEST_PASSAGE = 2000;
/** Techniques of MISP's galaxies as labels: `misp-galaxy:mitre-attack-pattern="Phishing - T1566"`. */
const GALAXY_LABEL = /^misp-galaxy:mitre(?:-[a-z]+)*-attack-pattern="(.+)"$/i;

export function findTechniques(
  items: readonly StixItem[],
  byObjectId: ReadonlyMap<string, StixItem>,
  findings: Findings,
): FoundTechniques {
  const statements: TechniqueStatement[] = [];
  const byId = new Map<string, number[]>();
  const known = new Map<string, number>();

  function add(owner: string, statement: TechniqueStatement): void {
    const key = keyOf(statement);
    if (!known.has(key)) known.set(key, statements.length);
    const positions = byId.get(owner) ?? [];
    positions.push(statements.length);
    byId.set(owner, positions);
    statements.push(statement);
  }

  const passages = gatherPassages(items);
  for (const item of items.filter(({ type }) => type === 'attack-pattern' || type === 'attack-action')) {
    const statement = readStatement(item, passages.get(item.id));
    if (statement !== null) add(item.id, statement);
    else if (item.type === 'attack-pattern')
      findings.add(
        'stix-essential',
        item.path,
        'The attack pattern has neither a name nor an id',
        'No technique read.',
        undefined,
        '4.1',
      );
  }
  for (const item of items.filter(hasLabelOfMisp)) {
    for (const [at, label] of listLabels(item).entries()) {
      const named = isLabelOfMisp(label) ? GALAXY_LABEL.exec(label)?.[1] : undefined;
      if (named === undefined) continue;
      const { id, name } = splitName(named);
      const place = `${item.path === '' ? '' : `${item.path}.`}labels[${at}]`;
      const statement = { ...EMPTY, technique: id, name, place };
      const stated = known.get(keyOf(statement));
      if (stated === undefined) add(item.id, statement);
      else byId.set(item.id, [...(byId.get(item.id) ?? []), stated]);
    }
  }
  addMissingPatterns(items, byObjectId, passages, add, findings);
  return { statements, byId };
}

function listLabels({ value }: StixItem): readonly unknown[] {
  const labels = own(value, 'labels');
  return Array.isArray(labels) ? labels : [];
}

function hasLabelOfMisp(item: StixItem): boolean {
  return item.type !== 'attack-pattern' && listLabels(item).some(isLabelOfMisp);
}

function isLabelOfMisp(label: unknown): label is string {
  return typeof label === 'string' && label.startsWith('misp');
}

const EMPTY: TechniqueStatement = {
  technique: '',
  name: '',
  aliases: [],
  domain: null,
  tactic: '',
  order: null,
  place: '',
  passage: '',
};

function keyOf({ technique, name }: TechniqueStatement): string {
  return technique === '' ? name.toLowerCase() : technique;
}

function readStatement({ value, path }: StixItem, passage: string | undefined): TechniqueStatement | null {
  const technique = findTechniqueId(value);
  const written = splitName(ownText(value, 'name'));
  const name = technique === '' ? ownText(value, 'name').trim() : written.name;
  const aliases = [...ownTexts(value, 'aliases'), ...ownTexts(value, 'x_mitre_aliases')].filter(
    (alias) => alias !== name && readTechniqueId(alias) === '',
  );
  if (technique === '' && name === '' && aliases.length === 0) return null;
  const phases = listMitrePhases(value);
  const tactics = new Set(phases.map(({ tactic }) => tactic));
  return {
    technique,
    name: name === '' && technique === '' ? (aliases[0] ?? '') : name,
    aliases,
    domain: findDomain(value),
    tactic: tactics.size === 1 ? ([...tactics][0] ?? '') : '',
    order: null,
    place: path,
    passage: (passage ?? ownText(value, 'description')).trim().slice(0, LONGEST_PASSAGE),
  };
}

/** What relationships say of how a technique was used: the report's own words, where descriptions are ATT&CK's. */
function gatherPassages(items: readonly StixItem[]): ReadonlyMap<string, string> {
  const passages = new Map<string, string>();
  for (const { value } of items.filter(({ type }) => type === 'relationship')) {
    const target = ownText(value, 'target_ref');
    if (!target.startsWith('attack-pattern--')) continue;
    const description = ownText(value, 'description').trim();
    if (description === '') continue;
    const before = passages.get(target);
    if (before === undefined) passages.set(target, description);
    else if (before.length < LONGEST_PASSAGE) passages.set(target, `${before}\n${description}`);
  }
  return passages;
}

/**
 * Reports of some tools name ATT&CK's own objects and do not bring them along: their ids stand for them, wherever
 * reports contain them or relationships join them to something.
 */
function addMissingPatterns(
  items: readonly StixItem[],
  byObjectId: ReadonlyMap<string, StixItem>,
  passages: ReadonlyMap<string, string>,
  add: (owner: string, statement: TechniqueStatement) => void,
  findings: Findings,
): void {
  const told = new Set<string>();

  function look(ref: string, item: StixItem, key: string): void {
    if (!ref.startsWith('attack-pattern--') || byObjectId.has(ref) || told.has(ref)) return;
    told.add(ref);
    const place = item.path === '' ? key : `${item.path}.${key}`;
    const passage = (passages.get(ref) ?? '').slice(0, LONGEST_PASSAGE);
    add(ref, { ...EMPTY, technique: ref, place, passage });
    const message = 'The attack pattern referred to is not in the file';
    findings.add('stix-dangling-technique', place, message, 'Listed by the id of its object.', ref);
  }

  function lookInto(item: StixItem): void {
    const { type, value } = item;
    if (type === 'relationship') {
      look(ownText(value, 'source_ref'), item, 'source_ref');
      look(ownText(value, 'target_ref'), item, 'target_ref');
      return;
    }
    const refs = ownTexts(value, 'object_refs');
    for (let at = 0; at < refs.length; at++) look(refs[at] ?? '', item, `object_refs[${at}]`);
  }

  items.forEach(lookInto);
}
