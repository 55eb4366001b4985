/** A flow as a report: actions are steps, with their order; whom and what else it names, and its words. */
import type { ReportFile } from '../../domain/threats/threat-report';
import { joinPath } from '../json-object';
import { fieldOf, textOf, textsOf } from '../plain-data';
import type { ReportDraft } from '../report-draft';
import { cleanName, findTechniqueId, isNothing, nameBeside, readDay } from '../report-prose';
import { readTactic } from '../tactic-ids';
import type { FlowDocument, FlowObject } from './attack-flow-document';
import {
  addNamed,
  addSighting,
  addWords,
  kindOfSubject,
  nameOf,
  readAttackId,
  relateThreats,
} from './attack-flow-threats';
import { readStixTlp } from './attack-flow-tlp';
import { collectStixValues } from './attack-flow-values';
import { orderFlow, reachFrom } from './flow-order';

/** Objects of which their words are all that is read. */
const WORDS = new Set([
  'attack-asset',
  'attack-condition',
  'attack-operator',
  'note',
  'report',
  'opinion',
  'grouping',
  'process',
  'location',
  'identity',
]);
/** What carries no content of its own, or was looked at from elsewhere. */
const BEARERS = new Set([
  'extension-definition',
  'marking-definition',
  'relationship',
  'x-mitre-tactic',
  'x-mitre-matrix',
]);

export function readFlowDocument(draft: ReportDraft, document: FlowDocument): ReportFile {
  const { objects, edges, starts, publisher } = document;
  const flows = objects.filter(({ type }) => type === 'attack-flow');
  const byId = new Map(objects.map((each) => [each.id, each]));
  const order = orderSteps(document);
  const reach = flows.map(({ map }) => reachFrom(textsOf(fieldOf(map, 'start_refs')), edges));
  const flowSubjects = flows.map(({ map, path, id }) => {
    draft.addText(joinPath(path, 'name'), textOf(fieldOf(map, 'name')));
    draft.addText(joinPath(path, 'description'), textOf(fieldOf(map, 'description')));
    return draft.addSubject({
      kind: 'flow',
      name: cleanName(textOf(fieldOf(map, 'name'))) || id,
      attackId: '',
      place: path,
    });
  });
  const statementOf = new Map<string, number>();
  const isOfAction = new Set(
    objects.map(({ type, map }) => (type === 'attack-action' ? textOf(fieldOf(map, 'technique_ref')) : '')),
  );
  for (const object of objects) {
    const { type, map, path, id } = object;
    const kind = kindOfSubject(type);
    draft.mark(readStixTlp(map, (ref) => byId.get(ref)?.map));
    if (type === 'attack-flow') continue;
    if (type === 'attack-action') {
      const statement = readAction(draft, object, byId, order.get(id) ?? null);
      if (statement === null) continue;
      statementOf.set(id, statement);
      const holders = flowSubjects.filter((_, at) => flows.length === 1 || reach[at]?.has(id));
      for (const flow of holders) draft.relate(flow, statement);
    } else if (type === 'attack-pattern') {
      const statement = isOfAction.has(id) ? null : readPattern(draft, object);
      if (statement !== null) statementOf.set(id, statement);
    } else if (kind !== null) {
      addNamed(draft, object, kind);
    } else if (type === 'sighting') {
      addSighting(draft, object, byId);
    } else if (WORDS.has(type)) {
      if (type !== 'identity') addWords(draft, object);
    } else if (!BEARERS.has(type) && !collectStixValues(draft, object)) {
      draft.leaveOut(
        'note',
        'attack-flow-object-not-read',
        path,
        `Objects of the type ${type || '(none)'} are not read.`,
        nameOf(object),
      );
    }
  }
  relateThreats(draft, document, statementOf);
  const [flow] = flows;
  const head = {
    name: cleanName(textOf(fieldOf(flow?.map, 'name'))),
    publisher,
    published: readDay(textOf(fieldOf(flow?.map, 'created'))) ?? readDay(textOf(fieldOf(flow?.map, 'modified'))),
    unit: 'objects',
  };
  if (starts.length === 0 && flows.length === 0) {
    draft.remark(
      'note',
      'attack-flow-head-missing',
      'attack-flow',
      'No object describes the flow itself.',
      '',
      'Its actions are read.',
    );
  }
  return draft.finish(head);
}

/** Places among the actions alone, from 1: conditions and operators stand between them and are no steps. */
function orderSteps({ objects, edges, starts }: FlowDocument): ReadonlyMap<string, number> {
  const nodes = objects.filter(({ type }) => type !== 'attack-flow').map(({ id }) => id);
  const isAction = new Set(objects.filter(({ type }) => type === 'attack-action').map(({ id }) => id));
  const sorted = [...orderFlow(nodes, edges, starts)].sort(([, a], [, b]) => a - b).filter(([id]) => isAction.has(id));
  return new Map(sorted.map(([id], at) => [id, at + 1]));
}

function readAction(
  draft: ReportDraft,
  { map, path }: FlowObject,
  byId: ReadonlyMap<string, FlowObject>,
  order: number | null,
): number | null {
  const written = textOf(fieldOf(map, 'name'));
  const ttp = fieldOf(map, 'ttp');
  const pattern = byId.get(textOf(fieldOf(map, 'technique_ref')))?.map;
  const fields = ['technique_id', 'tactic_id'].map((key) => textOf(fieldOf(map, key)));
  const [stated = '', tactic = ''] = fields;
  const technique =
    readId(draft, stated, joinPath(path, 'technique_id')) ||
    findTechniqueId(textOf(fieldOf(ttp, 'technique'))) ||
    readAttackId(pattern, TECHNIQUE) ||
    // Builders let people write a technique where its tactic belongs.
    findTechniqueId(tactic) ||
    findTechniqueId(written);
  const name = isNothing(written) ? cleanName(textOf(fieldOf(pattern, 'name'))) : nameBeside(written);
  const passage = textOf(fieldOf(map, 'description'));
  draft.addText(path, [isNothing(written) ? '' : written, passage].filter((part) => part !== '').join('\n'));
  if (technique === '' && name === '') {
    draft.leaveOut(
      'warning',
      'attack-flow-action-unnamed',
      path,
      'This action names no technique and has no name.',
      passage,
    );
    return null;
  }
  const at = readTactic(tactic) || readTactic(textOf(fieldOf(ttp, 'tactic'))) || readTactic(stated);
  return draft.addStatement({ technique, name, tactic: at, order, place: path, passage });
}

/** `T1059.001`, also as `T1059/001` and without its letter; "N/A" is none. */
function readId(draft: ReportDraft, written: string, path: string): string {
  if (isNothing(written)) return '';
  const found = findTechniqueId(written);
  if (found !== '') return found;
  const bare = /^\d{4}(?:\.\d{3})?$/.test(written) ? `T${written}` : '';
  if (bare === '' && readTactic(written) !== '') return '';
  const done = bare === '' ? 'Read by its name.' : `Read as ${bare}.`;
  draft.remark(
    'warning',
    'attack-flow-technique-unreadable',
    path,
    'This is no technique id such as T1059.001.',
    written,
    done,
  );
  return bare;
}

/** A pattern that no action refers to is named all the same, at no step. */
function readPattern(draft: ReportDraft, { map, path }: FlowObject): number | null {
  const name = cleanName(textOf(fieldOf(map, 'name')));
  const technique = readAttackId(map, TECHNIQUE) || findTechniqueId(name);
  const passage = textOf(fieldOf(map, 'description'));
  if (technique !== '' || name !== '') {
    const aliases = textsOf(fieldOf(map, 'aliases')).map(cleanName);
    return draft.addStatement({ technique, name: nameBeside(name), aliases, place: path, passage });
  }
  draft.leaveOut(
    'warning',
    'attack-flow-object-unnamed',
    path,
    'This attack pattern has neither id nor name.',
    passage,
  );
  return null;
}

const TECHNIQUE = /^T\d{4}(?:\.\d{3})?$/;
