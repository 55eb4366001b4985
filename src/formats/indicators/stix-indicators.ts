/** Indicators and observables of STIX 2.0 and 2.1 as statements, with what relationships, sightings and reports say of them. */
import { earlier, later } from '../../domain/history/time-span';
import type { IndicatorStatement } from '../../domain/indicators/statement';
import { failure, issue, type Result, success, WHOLE_FILE } from '../../domain/result';
import type { TlpLevel } from '../../domain/threats/threat-report';
import { strictestTlp } from '../../domain/threats/tlp';
import { parseJson } from '../json-text';
import { readMispValue } from '../misp/misp-types';
import { makeFindings } from '../stix/stix-findings';
import { listObjectValues, NO_OBSERVABLES } from '../stix/stix-object-values';
import {
  findStixObjects,
  isStixValue,
  keepLatestVersions,
  own,
  ownText,
  ownTexts,
  type StixItem,
  type StixValue,
} from '../stix/stix-objects';
import { normaliseValue } from '../stix/stix-observable-values';
import { isLeftOut } from '../stix/stix-observables';
import { mendStixPattern } from '../stix/stix-pattern';
import { makeMarkingReader } from '../stix/stix-tlp';
import type { IndicatorContext, IndicatorFacts, IndicatorReader } from './indicator-reader';
import { readConfidenceTag } from './said-values';
import { makeFacts, makeStatementTaker } from './statement-taker';
import { confidenceOf, gatherContexts, momentOf } from './stix-facts';
import { readPatternMeaning } from './stix-pattern-values';
import { makeTextReader } from './whole-reader';

const LONGEST = 500;
/** Labels of MISP and others that say what its own fields say. */
const NOISE = /^(?:misp:|tlp[:=])/i;
/** A value that was seen and that nobody calls an indicator. */
export const OBSERVED = 'observable';

export function makeStixIndicatorReader(context: IndicatorContext): IndicatorReader {
  return makeTextReader(context, (text) => {
    const parsed = parseJson(text);
    const read = parsed.ok ? readStixIndicators(parsed.value, context) : parsed;
    if (read.ok) return read.value;
    for (const found of read.issues) context.reject(found);
    return makeFacts(0);
  });
}

/** @param root what `JSON.parse` gave */
export function readStixIndicators(root: unknown, context: IndicatorContext): Result<IndicatorFacts> {
  const findings = makeFindings();
  const met: StixItem[] = [];
  const metById = new Map<string, StixItem>();
  const found = findStixObjects(root, findings, (item) => {
    met.push(item);
    metById.set(item.id, item);
  });
  if (found === null)
    return failure(
      issue('error', 'stix-no-objects', WHOLE_FILE, 'There are no STIX objects in this file.', {
        done: 'Nothing was read.',
      }),
    );
  const { items, byId } = keepLatestVersions(met, metById, findings);
  const contexts = gatherContexts(items, byId);
  const markings = makeMarkingReader(items);
  const marking = strictestTlp(items.map(({ value }) => markings.read(value)));
  const taker = makeStatementTaker(context);
  const observed = gatherObserved(items);

  function sayOf(item: StixItem, label: string): Partial<IndicatorStatement> {
    const { value } = item;
    const about = contexts.of(item);
    const level = markings.read(value);
    const labels = [...ownTexts(value, 'labels'), ...ownTexts(value, 'indicator_types')];
    const stated = confidenceOf(value) ?? labels.map(readConfidenceTag).find((each) => each !== null) ?? null;
    const [first, last] = observed.get(item.id) ?? [
      momentOf(value, 'first_observed'),
      momentOf(value, 'last_observed'),
    ];
    return {
      confidence: stated,
      firstSeen: about.firstSeen ?? first,
      lastSeen: about.lastSeen ?? last,
      validFrom: momentOf(value, 'valid_from'),
      validUntil: momentOf(value, 'valid_until'),
      tlp: otherThan(level, marking),
      saidBy: contexts.creatorOf(value),
      comment: commentOf(value, about.names),
      labels: [
        ...new Set([
          ...labels.filter((each) => !NOISE.test(each)),
          ...listPhases(value),
          ...(label === '' ? [] : [label]),
        ]),
      ],
      references: about.references,
      techniques: about.techniques,
      coursesOfAction: about.coursesOfAction,
    };
  }

  function takeIndicator(item: StixItem): void {
    const place = item.path === '' ? 'pattern' : `${item.path}.pattern`;
    const at = { kind: 'path', path: place } as const;
    const pattern = ownText(item.value, 'pattern').trim();
    if (isLeftOut(item, findings)) {
      taker.reject(
        at,
        own(item.value, 'revoked') === true
          ? 'Its maker took this indicator back.'
          : 'This indicator is of what is benign.',
        pattern,
        'stix-indicator-left-out',
      );
      return;
    }
    const language = ownText(item.value, 'pattern_type');
    if (language !== '' && language !== 'stix') {
      taker.reject(
        at,
        `Patterns in the language ${language.slice(0, 40)} are not read.`,
        pattern,
        'stix-pattern-language',
      );
      return;
    }
    const read = readPatternMeaning(pattern);
    const mended = read.kind === 'invalid' ? mendPattern(pattern) : null;
    const meaning = mended === null ? read : readPatternMeaning(mended);
    if (meaning.kind === 'values') {
      const said = withoutEcho(sayOf(item, ''), meaning.values[0]?.written ?? '');
      for (const { found: value, written } of meaning.values) taker.give(value, written, place, said);
    } else if (meaning.kind === 'pattern') taker.givePattern(mended ?? pattern, place, sayOf(item, ''));
    else {
      const isValue = meaning.kind === 'unreadable';
      const message = isValue ? 'The value in this pattern is none of its kind.' : 'This is no STIX pattern.';
      taker.reject(at, message, isValue ? meaning.written : pattern, isValue ? undefined : 'stix-bad-pattern');
    }
  }

  function takeObject(value: StixValue, path: string, said: () => Partial<IndicatorStatement>): void {
    for (const { meaning, written, place } of listObjectValues(value, path)) {
      const one = normaliseValue(meaning, written);
      if (one === null)
        taker.reject({ kind: 'path', path: place }, `This is no value of the kind ${meaning}.`, written);
      else taker.give(one, written, place, said());
    }
  }

  function takeVulnerability(item: StixItem): void {
    const name = ownText(item.value, 'name').trim();
    const one = normaliseValue('vulnerability', name);
    if (one !== null && /^cve-/i.test(name)) taker.give(one, name, item.path, sayOf(item, OBSERVED));
  }

  for (const item of items) {
    const { type, value, path } = item;
    let said: Partial<IndicatorStatement> | null = null;
    const sayOnce = () => (said ??= sayOf(item, OBSERVED));
    if (type === 'indicator') takeIndicator(item);
    else if (type === 'observed-data') {
      const objects = own(value, 'objects');
      if (!isStixValue(objects)) continue;
      for (const [key, object] of Object.entries(objects))
        if (isStixValue(object)) takeObject(object, `${path === '' ? '' : `${path}.`}objects.${key}`, sayOnce);
    } else if (type === 'vulnerability') takeVulnerability(item);
    else if (type === 'x-misp-attribute') {
      const written = ownText(value, 'x_misp_value');
      const holding = readMispValue(ownText(value, 'x_misp_type'), written);
      if (holding.kind === 'values')
        for (const each of holding.values) taker.give(each.observable, each.written, path, sayOnce());
    } else if (!NO_OBSERVABLES.has(type)) takeObject(value, path, sayOnce);
  }
  const head = items.find(({ type }) => type === 'report') ?? items.find(({ type }) => type === 'grouping');
  return success(
    makeFacts(taker.items, {
      name: head === undefined ? '' : ownText(head.value, 'name').trim(),
      publisher: head === undefined ? publisherOf(items, contexts.creatorOf) : contexts.creatorOf(head.value),
      published:
        head === undefined || momentOf(head.value, 'published') === null ? null : ownText(head.value, 'published'),
      marking,
    }),
  );
}

/** Many tools name an indicator by its value. */
function withoutEcho(said: Partial<IndicatorStatement>, written: string): Partial<IndicatorStatement> {
  const { comment = '' } = said;
  if (written === '' || !comment.startsWith(written)) return said;
  return { ...said, comment: comment.slice(written.length).replace(/^; /, '') };
}

function otherThan(level: TlpLevel | null, marking: TlpLevel | null): TlpLevel | null {
  return level === marking ? null : level;
}

function mendPattern(pattern: string): string | null {
  if (mendStixPattern(pattern) === null) return null;
  return (
    [`[${pattern}`, `${pattern}]`, `[${pattern}]`].find((each) => readPatternMeaning(each).kind !== 'invalid') ?? null
  );
}

/** Observables of 2.1, by the observed data that refers to them: first and last. */
function gatherObserved(items: readonly StixItem[]): ReadonlyMap<string, readonly [number | null, number | null]> {
  const found = new Map<string, readonly [number | null, number | null]>();
  for (const { type, value } of items) {
    if (type !== 'observed-data') continue;
    const [first, last] = [momentOf(value, 'first_observed'), momentOf(value, 'last_observed')];
    for (const id of ownTexts(value, 'object_refs')) {
      const [firstBefore = null, lastBefore = null] = found.get(id) ?? [];
      found.set(id, [earlier(firstBefore, first), later(lastBefore, last)]);
    }
  }
  return found;
}

function commentOf(value: StixValue, names: readonly string[]): string {
  const told =
    ownText(value, 'name').trim() ||
    ownText(value, 'description').trim() ||
    ownText(value, 'x_opencti_description').trim();
  const indicates = names.length === 0 ? '' : `indicates ${names.slice(0, 5).join(', ')}`;
  return [told, indicates]
    .filter((part) => part !== '')
    .join('; ')
    .slice(0, LONGEST);
}

function listPhases(value: StixValue): readonly string[] {
  const phases = own(value, 'kill_chain_phases');
  if (!Array.isArray(phases)) return [];
  return phases
    .filter(isStixValue)
    .map((phase) => `${ownText(phase, 'kill_chain_name')}:${ownText(phase, 'phase_name')}`);
}

function publisherOf(items: readonly StixItem[], creatorOf: (value: StixValue) => string): string {
  const makers = new Set(items.filter(({ type }) => type === 'indicator').map(({ value }) => creatorOf(value)));
  return makers.size === 1 ? ([...makers][0] ?? '') : '';
}
