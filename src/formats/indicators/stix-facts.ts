/** What objects of STIX say of one another: who made them, what they indicate, which reports name them. */
import { findTechniqueId, listExternalReferences } from '../stix/stix-external-ids';
import { own, ownText, ownTexts, type StixItem, type StixValue } from '../stix/stix-objects';

export interface StixContext {
  readonly names: readonly string[];
  readonly techniques: readonly string[];
  readonly coursesOfAction: readonly string[];
  readonly references: readonly string[];
  /** Of sightings. */
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
}

export interface StixContexts {
  of(item: StixItem): StixContext;
  creatorOf(value: StixValue): string;
}

interface Draft {
  names: Set<string>;
  techniques: Set<string>;
  coursesOfAction: Set<string>;
  references: Set<string>;
  firstSeen: number | null;
  lastSeen: number | null;
}

/** A hub of a large bundle is named by everything. */
const MOST = 50;

export function gatherContexts(items: readonly StixItem[], byId: ReadonlyMap<string, StixItem>): StixContexts {
  const drafts = new Map<string, Draft>();
  const remedies = new Map<string, Set<string>>();
  const draftOf = (id: string): Draft => {
    const known = drafts.get(id);
    if (known !== undefined) return known;
    const made: Draft = {
      names: new Set(),
      techniques: new Set(),
      coursesOfAction: new Set(),
      references: new Set(),
      firstSeen: null,
      lastSeen: null,
    };
    drafts.set(id, made);
    return made;
  };
  const addTo = (set: Set<string>, text: string) => {
    if (text !== '' && set.size < MOST) set.add(text);
  };
  const nameOf = (id: string): string => {
    const value = byId.get(id)?.value;
    return value === undefined ? '' : ownText(value, 'name').trim();
  };

  for (const { type, value } of items) {
    if (type !== 'relationship') continue;
    const [source, target, kind] = [
      ownText(value, 'source_ref'),
      ownText(value, 'target_ref'),
      ownText(value, 'relationship_type'),
    ];
    if (kind !== 'mitigates' && kind !== 'remediates' && kind !== 'investigates') continue;
    const set = remedies.get(target) ?? new Set<string>();
    remedies.set(target, set);
    addTo(set, nameOf(source));
  }
  for (const { type, value } of items) {
    if (type === 'relationship') takeRelationship(value);
    else if (type === 'sighting') takeSighting(value);
    else if (type === 'report' || type === 'grouping' || type === 'note') takeReport(value);
  }

  function takeRelationship(value: StixValue): void {
    const [source, target, kind] = [
      ownText(value, 'source_ref'),
      ownText(value, 'target_ref'),
      ownText(value, 'relationship_type'),
    ];
    if (kind === 'based-on') {
      // What the observed data came from is said of the observable as well.
      return;
    }
    const about = byId.get(target);
    if (
      about === undefined ||
      !/^(?:indicates|related-to|detects|consists-of|communicates-with|attributed-to)$/.test(kind)
    )
      return;
    const draft = draftOf(source);
    if (about.type === 'attack-pattern') addTo(draft.techniques, findTechniqueId(about.value));
    if (about.type !== 'indicator' && about.type !== 'observed-data' && about.type !== 'identity')
      addTo(draft.names, nameOf(target));
    for (const remedy of remedies.get(target) ?? []) addTo(draft.coursesOfAction, remedy);
  }

  function takeSighting(value: StixValue): void {
    const ids = [ownText(value, 'sighting_of_ref'), ...ownTexts(value, 'observed_data_refs')];
    const [first, last] = [momentOf(value, 'first_seen'), momentOf(value, 'last_seen')];
    for (const id of ids) {
      if (id === '') continue;
      const draft = draftOf(id);
      if (first !== null) draft.firstSeen = Math.min(draft.firstSeen ?? first, first);
      if (last !== null) draft.lastSeen = Math.max(draft.lastSeen ?? last, last);
    }
  }

  function takeReport(value: StixValue): void {
    const links = listExternalReferences(value).map(({ url }) => url);
    for (const id of ownTexts(value, 'object_refs')) {
      const draft = draftOf(id);
      addTo(draft.references, ownText(value, 'name').trim());
      for (const link of links) addTo(draft.references, link);
    }
  }

  const creators = new Map<string, string>();
  return {
    of({ id, value }) {
      const draft = drafts.get(id);
      const links = listExternalReferences(value).flatMap(({ url, source, id: external }) =>
        url !== '' ? [url] : external === '' ? [] : [`${source} ${external}`.trim()],
      );
      const remediesOf = remedies.get(id);
      return {
        names: [...(draft?.names ?? [])],
        techniques: [...(draft?.techniques ?? [])],
        coursesOfAction: [...new Set([...(draft?.coursesOfAction ?? []), ...(remediesOf ?? [])])],
        references: [...new Set([...links, ...(draft?.references ?? [])])],
        firstSeen: draft?.firstSeen ?? null,
        lastSeen: draft?.lastSeen ?? null,
      };
    },
    creatorOf(value) {
      const ref = ownText(value, 'created_by_ref');
      if (ref === '') return '';
      const known = creators.get(ref);
      if (known !== undefined) return known;
      const name = nameOf(ref);
      creators.set(ref, name);
      return name;
    },
  };
}

export function momentOf(value: StixValue, key: string): number | null {
  const text = ownText(value, key);
  const ms = text === '' ? Number.NaN : Date.parse(text);
  // Tools that do not know write the first second of 1970.
  return Number.isFinite(ms) && ms > 31_536_000_000 && ms < 7_258_118_400_000 ? ms : null;
}

/** STIX 2.1 has 0 to 100; its labels in 2.0 and in tools' own properties are words. */
export function confidenceOf(value: StixValue): number | null {
  const stated = own(value, 'confidence') ?? own(value, 'x_opencti_score') ?? own(value, 'x_confidence');
  return typeof stated === 'number' && stated >= 0 && stated <= 100 ? Math.round(stated) : null;
}
