/** The lists within a layer and its techniques: metadata, links, legend; and the gradient. */
import type {
  JsonObject,
  JsonValue,
  LabelledUrl,
  LayerDivider,
  LayerGradient,
  LayerLink,
  LayerMetadata,
  LegendItem,
  NamedValue,
} from '../../domain/layers/layer';
import { NAVIGATOR_GRADIENT } from '../../domain/layers/layer-color';
import { isJsonObject, joinPath, makeObjectReader, type ObjectReader } from '../json-object';
import {
  isUnsaid,
  keepAside,
  type LayerPlace,
  readFlag,
  readLayerColor,
  readList,
  readScore,
  readText,
  say,
} from './navigator-values';

/** What could not be read of a technique or layer is metadata, too, and stands behind its own. */
export function readMetadata(place: LayerPlace, value: JsonValue | undefined): readonly LayerMetadata[] {
  // Some write a table of names and values instead of a list of them.
  if (isJsonObject(value)) {
    say(
      place,
      'warning',
      'value-of-other-type',
      'metadata',
      value,
      'The format wants a list here.',
      'Read as names and values.',
    );
    return Object.entries(value).map(([name, text]) => ({
      name,
      value: readText(at(place, 'metadata'), name, text),
    }));
  }
  return readList(place, 'metadata', value).flatMap((item, position) => {
    const inner = at(place, 'metadata', position);
    return readItem(inner, item, readDivider, (fields): NamedValue => {
      const name = readText(inner, 'name', fields.take('name'));
      const text = readText(inner, 'value', fields.take('value'));
      return { name, value: text };
    });
  });
}

export function readLinks(place: LayerPlace, value: JsonValue | undefined): readonly LayerLink[] {
  return readList(place, 'links', value).flatMap((item, position) => {
    const inner = at(place, 'links', position);
    return readItem(inner, item, readDivider, (fields): LabelledUrl => {
      const label = readText(inner, 'label', fields.take('label'));
      const url = readText(inner, 'url', fields.take('url'));
      return { label, url };
    });
  });
}

export function readLegend(place: LayerPlace, value: JsonValue | undefined): readonly LegendItem[] {
  return readList(place, 'legendItems', value).flatMap((item, position) => {
    const inner = at(place, 'legendItems', position);
    return readItem<LegendItem, LegendItem>(
      inner,
      item,
      () => null,
      (fields) => {
        const label = readText(inner, 'label', fields.take('label'));
        const color = readLayerColor(inner, 'color', fields.take('color'));
        if (color === '')
          say(
            inner,
            'note',
            'legend-without-color',
            null,
            undefined,
            'This legend item has no colour.',
            'Kept without.',
          );
        return { label, color };
      },
    );
  });
}

/** `null`: the layer has none. What a gradient leaves out is the Navigator's. */
export function readGradient(place: LayerPlace, value: JsonValue | undefined): LayerGradient | null {
  if (isUnsaid(place, 'gradient', value)) return null;
  if (!isJsonObject(value)) {
    keepAside(place, 'gradient', value, 'a gradient');
    return null;
  }
  const inner = at(place, 'gradient');
  const fields = makeObjectReader(value);
  const stated = readList(inner, 'colors', fields.take('colors'));
  const read = stated.flatMap((color, position) => readLayerColor(inner, `colors[${position}]`, color) || []);
  const minValue = readScore(inner, 'minValue', fields.take('minValue'));
  const maxValue = readScore(inner, 'maxValue', fields.take('maxValue'));
  const gradient = {
    colors: read.length > 0 ? read : NAVIGATOR_GRADIENT.colors,
    minValue: minValue ?? NAVIGATOR_GRADIENT.minValue,
    maxValue: maxValue ?? NAVIGATOR_GRADIENT.maxValue,
  };
  if (read.length === 0 || minValue === null || maxValue === null) {
    say(
      place,
      'note',
      'gradient-partial',
      'gradient',
      value,
      'The gradient is incomplete.',
      'What is missing is the Navigator’s own.',
    );
  }
  if (gradient.maxValue <= gradient.minValue) {
    say(
      place,
      'warning',
      'gradient-flat',
      'gradient',
      value,
      'The gradient ends where it begins, or before.',
      'Kept as it is.',
    );
  }
  return withRest(gradient, fields.rest());
}

/** An object of a list, or a line in it; anything else is kept aside. */
function readItem<Item extends object, Line extends object>(
  place: LayerPlace,
  item: JsonValue,
  readLine: (place: LayerPlace, fields: ObjectReader) => Line | null,
  read: (fields: ObjectReader) => Item,
): (Item | Line)[] {
  if (!isJsonObject(item)) {
    keepAside(place, null, item, 'an object');
    return [];
  }
  const fields = makeObjectReader(item);
  const found = readLine(place, fields) ?? read(fields);
  return [withRest(found, fields.rest())];
}

function readDivider(place: LayerPlace, fields: ObjectReader): LayerDivider | null {
  if (!fields.has('divider') || fields.has('name') || fields.has('label')) return null;
  return { divider: readFlag(place, 'divider', fields.take('divider')) ?? true };
}

function withRest<Item extends object>(item: Item, rest: JsonObject | undefined): Item {
  return rest === undefined ? item : { ...item, rest };
}

/** A place further in; what it keeps aside goes to the same technique or layer, under the whole of its name. */
function at(place: LayerPlace, ...keys: readonly (string | number)[]): LayerPlace {
  const lengthen = (path: string) => keys.reduce<string>((longer, key) => joinPath(longer, key), path);
  return { ...place, path: lengthen(place.path), within: lengthen(place.within) };
}
