/** Files within files, archives and messages: each is read by its own format, and its places name it. */
import { excerpt, type Issue, type Place } from '../../domain/result';
import { isZip } from '../archive-head';
import { sniffMispEvent } from '../misp/misp-event';
import { makeProbe, PROBE_BYTES } from '../probe';
import { sniffStixReport } from '../stix/stix-sniff';
import type { IndicatorContext, IndicatorFacts, IndicatorFormat, IndicatorReader } from './indicator-reader';
import { makeMispIndicatorReader } from './misp-indicators';
import { makeStixIndicatorReader } from './stix-indicators';
import { isIndicatorWorkbook, makeWorkbookIndicatorReader } from './workbook-indicators';

/** Less is only a guess. */
const CERTAIN_ENOUGH = 0.65;

/** @returns `null`: it is of no format of indicators */
export function findMemberReader(
  name: string,
  bytes: Uint8Array,
  formats: readonly IndicatorFormat[],
): ((context: IndicatorContext) => IndicatorReader) | null {
  const probe = makeProbe(name, bytes.length, bytes.subarray(0, PROBE_BYTES));
  if (probe.text !== null && sniffStixReport(probe.text)) return makeStixIndicatorReader;
  if (sniffMispEvent(probe) > CERTAIN_ENOUGH) return makeMispIndicatorReader;
  if (/\.xls[xm]$/i.test(name) && isZip(bytes) && isIndicatorWorkbook(bytes)) return makeWorkbookIndicatorReader;
  let best: IndicatorFormat | null = null;
  let most = CERTAIN_ENOUGH;
  for (const format of formats) {
    const confidence = format.sniff(probe);
    if (confidence > most) [best, most] = [format, confidence];
  }
  return best?.make ?? null;
}

export async function readMember(
  name: string,
  bytes: Uint8Array,
  make: (context: IndicatorContext) => IndicatorReader,
  context: IndicatorContext,
): Promise<IndicatorFacts> {
  const place = excerpt(name, 200);
  const within = (found: Issue): Issue => ({ ...found, place: placeWithin(place, found.place) });
  const reader = make({
    sink: { add: (statement) => context.sink.add({ ...statement, place: `${place}, ${statement.place}` }) },
    reject: (found) => context.reject(within(found)),
    note: (found) => context.note(within(found)),
    columns: null,
    fileName: name,
  });
  reader.push(bytes);
  return await reader.end();
}

function placeWithin(name: string, place: Place): Place {
  switch (place.kind) {
    case 'file':
      return { kind: 'path', path: name };
    case 'line':
      return { kind: 'path', path: `${name}, line ${place.line}` };
    case 'row':
      return { kind: 'path', path: `${name}, row ${place.row}` };
    case 'path':
      return { kind: 'path', path: `${name}, ${place.path}` };
  }
}
