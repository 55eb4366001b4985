/** The entries of a layer, one per technique and tactic. */
import { parseTechniqueId } from '../../domain/attack/identifiers';
import type { JsonObject, JsonValue, LayerMetadata, LayerTechnique } from '../../domain/layers/layer';
import { describeJson, isJsonObject, joinPath, makeObjectReader } from '../json-object';
import { readLinks, readMetadata } from './navigator-parts';
import { keepAside, type LayerPlace, readFlag, readLayerColor, readScore, readText, say } from './navigator-values';

/** What ATT&CK has, of any release of the domain: ids that are in it nowhere are worth a word. */
export interface KnownTechniques {
  /** Live or retired. */
  readonly ids: ReadonlySet<string>;
  /** Short names. */
  readonly tactics: ReadonlySet<string>;
}

export interface EntriesReading {
  readonly techniques: readonly LayerTechnique[];
  /** Entries in the file. */
  readonly read: number;
}

/** @param layerPlace takes what is no entry at all */
export function readEntries(
  layerPlace: LayerPlace,
  entries: readonly JsonValue[],
  known: KnownTechniques | null,
): EntriesReading {
  const techniques: LayerTechnique[] = [];
  const positions = new Map<string, number>();
  const outdone = new Map<number, LayerMetadata[]>();
  entries.forEach((entry, at) => {
    const kept: LayerMetadata[] = [];
    const place = { path: joinPath(layerPlace.path, `techniques[${at}]`), within: '', log: layerPlace.log, kept };
    const technique = readEntry(layerPlace, place, entry, at, known);
    if (technique === null) return;
    const key = `${technique.techniqueId}\n${technique.tactic ?? ''}`;
    const position = positions.get(key) ?? techniques.length;
    const earlier = techniques[position];
    positions.set(key, position);
    techniques[position] = technique;
    const said = earlier === undefined ? null : sayTwice(place, earlier, technique);
    if (said !== null) append(outdone, position, said);
  });
  // At the end, so that what was outdone twice is not kept within what was outdone once.
  for (const [position, metadata] of outdone) {
    const technique = techniques[position];
    if (technique !== undefined)
      techniques[position] = { ...technique, metadata: [...technique.metadata, ...metadata] };
  }
  return { techniques, read: entries.length };
}

function append(lists: Map<number, LayerMetadata[]>, position: number, item: LayerMetadata): void {
  const list = lists.get(position);
  if (list === undefined) lists.set(position, [item]);
  else list.push(item);
}

function readEntry(
  layerPlace: LayerPlace,
  place: LayerPlace,
  entry: JsonValue,
  at: number,
  known: KnownTechniques | null,
): LayerTechnique | null {
  const fields = isJsonObject(entry) ? makeObjectReader(entry) : null;
  const id = fields?.take('techniqueID');
  if (fields === null || typeof id !== 'string' || id.trim() === '') {
    layerPlace.kept.push({ name: `techniques[${at}]`, value: describeJson(entry) });
    say(
      place,
      'error',
      'entry-without-technique',
      null,
      entry,
      'This entry names no technique.',
      `It was left out; its text is kept as metadata “techniques[${at}]” of the layer.`,
    );
    return null;
  }
  const techniqueId = readTechniqueId(place, id, known);
  const tactic = readTactic(place, fields.take('tactic'), known);
  const score = readScore(place, 'score', fields.take('score'));
  const color = readLayerColor(place, 'color', fields.take('color'));
  const comment = readText(place, 'comment', fields.take('comment'));
  const enabled = readFlag(place, 'enabled', fields.take('enabled')) ?? true;
  const metadata = readMetadata(place, fields.take('metadata'));
  const links = readLinks(place, fields.take('links'));
  const shows = fields.has('showSubtechniques')
    ? readFlag(place, 'showSubtechniques', fields.take('showSubtechniques'))
    : null;
  const rest: JsonObject = { ...(shows === null ? {} : { showSubtechniques: shows }), ...fields.rest() };
  return { techniqueId, tactic, score, color, comment, enabled, metadata: [...metadata, ...place.kept], links, rest };
}

/** Ids of organisations' own techniques are kept: their Navigators know them. */
function readTechniqueId(place: LayerPlace, text: string, known: KnownTechniques | null): string {
  const id = parseTechniqueId(text);
  if (id === null) {
    say(
      place,
      'warning',
      'technique-id-unusual',
      'techniqueID',
      text,
      'ATT&CK’s ids look like T1059 or T1059.001.',
      'Kept as it is; it stands in no matrix.',
    );
    return text.trim();
  }
  if (id !== text)
    say(
      place,
      'note',
      'technique-id-spelled',
      'techniqueID',
      text,
      'ATT&CK writes this id otherwise.',
      `Read as ${id}.`,
    );
  if (known !== null && !known.ids.has(id)) {
    say(
      place,
      'warning',
      'technique-unknown',
      'techniqueID',
      text,
      'No release known here has this technique.',
      'Kept as it is.',
    );
  }
  return id;
}

function readTactic(place: LayerPlace, value: JsonValue | undefined, known: KnownTechniques | null): string | null {
  if (value !== undefined && value !== null && typeof value !== 'string') {
    keepAside(place, 'tactic', value, 'a tactic', 'The entry counts under every tactic');
    return null;
  }
  const text = readText(place, 'tactic', value);
  const tactic = text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  if (tactic === '') return null;
  if (tactic !== text)
    say(place, 'note', 'tactic-spelled', 'tactic', text, 'ATT&CK writes this tactic otherwise.', `Read as ${tactic}.`);
  if (known !== null && !known.tactics.has(tactic)) {
    say(place, 'warning', 'tactic-unknown', 'tactic', text, 'No release known here has this tactic.', 'Kept as it is.');
  }
  return tactic;
}

/** The later one counts, as in the Navigator; what only the earlier one says is kept in its metadata. */
function sayTwice(place: LayerPlace, earlier: LayerTechnique, later: LayerTechnique): LayerMetadata | null {
  const { techniqueId, tactic } = later;
  const name = tactic === null ? techniqueId : `${techniqueId} under ${tactic}`;
  if (JSON.stringify(earlier) === JSON.stringify(later)) {
    say(
      place,
      'note',
      'technique-repeated',
      null,
      techniqueId,
      `${name} is annotated twice in the same way.`,
      'One of the two was left out.',
    );
    return null;
  }
  say(
    place,
    'warning',
    'technique-twice',
    null,
    techniqueId,
    `${name} is annotated twice, differently.`,
    'The later one counts, as in the Navigator; the earlier one is kept in its metadata.',
  );
  return { name: 'Earlier entry', value: JSON.stringify(writeEntry(earlier)) };
}

/** One entry as the format has it, whatever it was read from. */
export function writeEntry(technique: LayerTechnique): JsonObject {
  const { techniqueId, tactic, score, color, comment, enabled, metadata, links, rest } = technique;
  return {
    techniqueID: techniqueId,
    ...(tactic === null ? {} : { tactic }),
    ...(score === null ? {} : { score }),
    color,
    comment,
    enabled,
    metadata: metadata.map(writePart),
    links: links.map(writePart),
    ...rest,
  };
}

/** A part with what it says beyond the format. */
export function writePart<Part extends { readonly rest?: JsonObject }>({ rest, ...part }: Part): JsonObject {
  return { ...part, ...rest } as JsonObject;
}
