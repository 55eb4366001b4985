/**
 * Techniques that STIX content states: one statement for each attack pattern, and what other fields name besides. Of each
 * object only what is needed is kept, so that it need not stay alive.
 */
import type { TechniqueStatement } from '../../domain/threats/threat-report';
import {
  findDomain,
  findTechniqueId,
  listMitrePhases,
  type NamedId,
  readTechniqueId,
  splitName,
} from './stix-external-ids';
import type { Findings } from './stix-findings';
import { ownText, ownTexts, type StixItem, textsOf } from './stix-objects';

export interface FoundTechniques {
  readonly statements: readonly TechniqueStatement[];
  /** Id of an object → its positions in `statements`. */
  readonly byId: ReadonlyMap<string, readonly number[]>;
}

const LONGEST_PASSAGE = 2000;
/** Techniques of MISP's galaxies as labels: `misp-galaxy:mitre-attack-pattern="Phishing - T1566"`. */
const GALAXY_LABEL = /^misp-galaxy:mitre(?:-[a-z]+)*-attack-pattern="(.+)"$/i;

export interface TechniqueCollector {
  take(item: StixItem): void;
  /** Of everything taken. */
  finish(findings: Findings): FoundTechniques;
}

interface LabelOfMisp extends NamedId {
  readonly owner: string;
  readonly place: string;
}

/** @param isInFile whether an object of this id was met so far; when `finish` is called, of all */
export function makeTechniqueCollector(isInFile: (id: string) => boolean): TechniqueCollector {
  const patterns: StixItem[] = [];
  const labels: LabelOfMisp[] = [];
  /** Id of an attack pattern → what relationships say of how it was used. */
  const passages = new Map<string, string>();
  /** Id of an attack pattern that was not met before → where it was referred to first. */
  const missing = new Map<string, string>();

  function look(ref: string, { path }: StixItem, key: string): void {
    missing.set(ref, path === '' ? key : `${path}.${key}`);
  }

  const mayMiss = (ref: unknown): ref is string =>
    typeof ref === 'string' && ref.startsWith('attack-pattern--') && !isInFile(ref) && !missing.has(ref);

  function takeRelationship(item: StixItem): void {
    const { source_ref: source, target_ref: target, description } = item.value;
    if (mayMiss(source)) look(source, item, 'source_ref');
    if (typeof target !== 'string' || !target.startsWith('attack-pattern--')) return;
    const before = passages.get(target);
    // Of one that was spoken of it is known.
    if (before === undefined && mayMiss(target)) look(target, item, 'target_ref');
    // The report's own words, where descriptions are ATT&CK's.
    const told = typeof description === 'string' ? description.trim() : '';
    if (told === '') return;
    if (before === undefined) passages.set(target, told);
    else if (before.length < LONGEST_PASSAGE) passages.set(target, `${before}\n${told}`);
  }

  function takeLabels(item: StixItem): void {
    const { labels: written } = item.value;
    if (!Array.isArray(written)) return;
    for (let at = 0; at < written.length; at++) {
      const label: unknown = written[at];
      if (typeof label !== 'string' || !label.startsWith('misp')) continue;
      const named = GALAXY_LABEL.exec(label)?.[1];
      if (named === undefined) continue;
      const place = `${item.path === '' ? '' : `${item.path}.`}labels[${at}]`;
      labels.push({ owner: item.id, place, ...splitName(named) });
    }
  }

  function take(item: StixItem): void {
    const { type, value } = item;
    if (type === 'attack-pattern' || type === 'attack-action') patterns.push(item);
    if (type !== 'attack-pattern') takeLabels(item);
    if (type === 'relationship') takeRelationship(item);
    else {
      const { object_refs: written } = value;
      if (written === undefined) return;
      const refs = textsOf(written);
      for (let at = 0; at < refs.length; at++) {
        const ref = refs[at];
        if (mayMiss(ref)) look(ref, item, `object_refs[${at}]`);
      }
    }
  }

  function finish(findings: Findings): FoundTechniques {
    const list = makeStatementList();
    for (const item of patterns) {
      const statement = readStatement(item, passages.get(item.id));
      if (statement !== null) list.add(item.id, statement);
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
    for (const { owner, place, id, name } of labels)
      list.addUnlessStated(owner, { ...EMPTY, technique: id, name, place });
    // Reports of some tools name ATT&CK's own objects and do not bring them along: their ids stand for them, wherever
    // reports contain them or relationships join them to something.
    for (const [ref, place] of missing) {
      if (isInFile(ref)) continue;
      const passage = (passages.get(ref) ?? '').slice(0, LONGEST_PASSAGE);
      list.add(ref, { ...EMPTY, technique: ref, place, passage });
      const message = 'The attack pattern referred to is not in the file';
      findings.add('stix-dangling-technique', place, message, 'Listed by the id of its object.', ref);
    }
    return list.found;
  }

  return { take, finish };
}

interface StatementList {
  readonly found: FoundTechniques;
  add(owner: string, statement: TechniqueStatement): void;
  /** The object stands for the first statement of the same technique, if there is one. */
  addUnlessStated(owner: string, statement: TechniqueStatement): void;
}

function makeStatementList(): StatementList {
  const statements: TechniqueStatement[] = [];
  const byId = new Map<string, number[]>();
  const known = new Map<string, number>();

  function join(owner: string, position: number): void {
    const positions = byId.get(owner);
    if (positions === undefined) byId.set(owner, [position]);
    else positions.push(position);
  }

  function add(owner: string, statement: TechniqueStatement): void {
    const key = keyOf(statement);
    if (!known.has(key)) known.set(key, statements.length);
    join(owner, statements.length);
    statements.push(statement);
  }

  return {
    found: { statements, byId },
    add,
    addUnlessStated(owner, statement) {
      const stated = known.get(keyOf(statement));
      if (stated === undefined) add(owner, statement);
      else join(owner, stated);
    },
  };
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
