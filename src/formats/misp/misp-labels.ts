/** What galaxies and tags say of an event, an object or an attribute. */
import { joinPath } from '../json-object';
import { fieldOf, type PlainMap, textOf } from '../plain-data';
import { listItems, type ReportDraft, takeMaps } from '../report-draft';
import { readTlp } from '../report-prose';
import { type NamedTechnique, readCluster, readTag } from './misp-galaxies';

/** What is common to the parts of an event. */
export interface EventReading {
  readonly draft: ReportDraft;
  /** Position of the event's own subject. */
  readonly subject: number;
  readonly groups: Set<number>;
  readonly statements: number[];
  readonly comments: Set<string>;
  /** UUID of an attribute → its value: reports refer to attributes so. */
  readonly values: Map<string, string>;
  /** Some attribute is marked for detection, so that the others are marked as not for it. */
  readonly usesToIds: boolean;
}

export interface Owner {
  readonly path: string;
  readonly passage: string;
  /** The event itself: what its tags name is said of all of it. */
  readonly isEvent: boolean;
}

/** Galaxies and tags, which say the same twice. `true`: they name a technique. */
export function readLabels(reading: EventReading, map: PlainMap, owner: Owner): boolean {
  const { draft } = reading;
  const seen = new Set<string>();
  const threats: number[] = [];
  const techniques: number[] = [];
  const take = (meaning: ReturnType<typeof readTag>, place: string) => {
    if (meaning.kind === 'threat') {
      const at = draft.addSubject({ ...meaning.threat, place });
      threats.push(at);
      if (owner.isEvent && meaning.threat.kind === 'group') reading.groups.add(at);
    } else if (meaning.kind === 'technique') {
      const key = (meaning.technique.technique || meaning.technique.name).toLowerCase();
      if (!seen.has(key)) techniques.push(addTechnique(reading, meaning.technique, { ...owner, path: place }));
      seen.add(key);
    }
    return meaning.kind !== 'other';
  };
  for (const { galaxy, cluster, path } of listClusters(draft, map, owner.path)) {
    const type = textOf(fieldOf(cluster, 'type')) || galaxy;
    if (isOn(fieldOf(cluster, 'deleted'))) {
      draft.leaveOut('note', 'misp-deleted', path, 'This cluster was deleted.', textOf(fieldOf(cluster, 'value')));
    } else if (!take(readCluster(type, cluster), path)) {
      const message = `Clusters of the galaxy ${type || '(unnamed)'} name neither a technique of ATT&CK nor a threat.`;
      draft.leaveOut('note', 'misp-galaxy-not-collected', path, message, textOf(fieldOf(cluster, 'value')));
    }
  }
  for (const { tag, path } of listTags(map, owner.path)) {
    draft.mark(/^\s*tlp/i.test(tag) ? readTlp(tag) : null);
    take(readTag(tag), path);
  }
  if (!owner.isEvent) for (const threat of threats) for (const technique of techniques) draft.relate(threat, technique);
  return techniques.length > 0;
}

export function addTechnique(reading: EventReading, technique: NamedTechnique, { path, passage }: Owner): number {
  const at = reading.draft.addStatement({ ...technique, place: path, passage });
  reading.statements.push(at);
  reading.draft.relate(reading.subject, at);
  return at;
}

interface FoundCluster {
  readonly galaxy: string;
  readonly cluster: PlainMap;
  readonly path: string;
}

function listClusters(draft: ReportDraft, map: PlainMap, path: string): readonly FoundCluster[] {
  const inGalaxies = listItems(fieldOf(map, 'Galaxy'), joinPath(path, 'Galaxy')).flatMap(({ item, path: place }) => {
    const type = textOf(fieldOf(item, 'type'));
    const clusters = takeMaps(draft, fieldOf(item, 'GalaxyCluster'), joinPath(place, 'GalaxyCluster'));
    return clusters.map((found) => ({ galaxy: type, cluster: found.map, path: found.path }));
  });
  const loose = takeMaps(draft, fieldOf(map, 'GalaxyCluster'), joinPath(path, 'GalaxyCluster'));
  return [...inGalaxies, ...loose.map((found) => ({ galaxy: '', cluster: found.map, path: found.path }))];
}

/** `Tag`: objects with a name; some exports write names alone, or the link to the tag around it. */
export function listTags(map: PlainMap, path: string): readonly { readonly tag: string; readonly path: string }[] {
  return ['Tag', 'EventTag', 'AttributeTag', 'tags'].flatMap((key) => {
    return listItems(fieldOf(map, key), joinPath(path, key)).flatMap(({ item, path: place }) => {
      const tag =
        textOf(fieldOf(item, 'name')) ||
        textOf(fieldOf(fieldOf(item, 'Tag'), 'name')) ||
        (typeof item === 'string' ? item : '');
      return tag === '' ? [] : [{ tag, path: place }];
    });
  });
}

/** MISP writes `true`, `1` and `"1"`. */
export function isOn(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true';
}
