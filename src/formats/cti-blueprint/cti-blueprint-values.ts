/** The tables of indicators: malware, network, artefacts of systems, vulnerabilities. */
import { joinPath } from '../json-object';
import { guessValue, readHash, readValue } from '../observable-values';
import { describeValue, fieldOf, isMap, textOf } from '../plain-data';
import { type PlacedMap, type ReportDraft, takeMaps } from '../report-draft';
import { isNothing } from '../report-prose';

export function readBlueprintValues(
  draft: ReportDraft,
  iocs: { readonly value: unknown; readonly path: string },
): void {
  const { value, path } = iocs;
  if (value === undefined || value === null) return;
  if (!isMap(value)) {
    draft.countRead();
    draft.leaveOut(
      'warning',
      'report-part-unreadable',
      path,
      'An object of tables is expected here.',
      describeValue(value),
    );
    return;
  }
  for (const [key, rows] of Object.entries(value)) {
    for (const row of takeMaps(draft, rows, joinPath(path, key))) {
      if (key === 'malware') readMalware(draft, row);
      else if (key === 'cves') readVulnerability(draft, row);
      else readArtefact(draft, row);
    }
  }
}

function readMalware(draft: ReportDraft, { map, path }: PlacedMap): void {
  const name = textOf(fieldOf(map, 'ioc_malware_name'));
  const description = textOf(fieldOf(map, 'ioc_malware_description'));
  draft.addText(
    path,
    [name, textOf(fieldOf(map, 'ioc_malware_sandbox')), description].filter((part) => !isNothing(part)).join('\n'),
  );
  const guess = isNothing(name) ? null : guessValue(name);
  if (guess !== null) draft.addNormalised(guess, name, path, description);
  else if (!isNothing(name)) draft.addSubject({ kind: 'software', name, attackId: '', place: path });
  let hashes = 0;
  for (const key of ['ioc_malware_hash', 'ioc_associated_file_hash']) {
    for (const written of splitCell(textOf(fieldOf(map, key)))) {
      const hash = readHash(written);
      if (hash === null) {
        draft.remark(
          'warning',
          'cti-blueprint-hash-unreadable',
          joinPath(path, key),
          'This is no hash of a known kind.',
          written,
          'Value left out.',
        );
      } else {
        draft.addNormalised(hash, written, path, name || description);
        hashes++;
      }
    }
  }
  if (hashes === 0 && isNothing(name))
    draft.leaveOut('warning', 'cti-blueprint-row-empty', path, 'This row names no malware and no hash.', description);
}

function readVulnerability(draft: ReportDraft, { map, path }: PlacedMap): void {
  const found = splitCell(textOf(fieldOf(map, 'cve_number'))).filter((written) =>
    draft.addObservable('vulnerability', written, path, textOf(fieldOf(map, 'cve_remediation'))),
  );
  draft.addText(path, textOf(fieldOf(map, 'cve_remediation')));
  if (found.length === 0)
    draft.leaveOut('warning', 'cti-blueprint-row-empty', path, 'This row names no vulnerability.');
}

function readArtefact(draft: ReportDraft, { map, path }: PlacedMap): void {
  const written = textOf(fieldOf(map, 'artifact'));
  const details = textOf(fieldOf(map, 'details'));
  const type = textOf(fieldOf(map, 'type'));
  draft.addText(path, details);
  const context = [type, details].filter((part) => part !== '').join('; ');
  const whole = readTyped(type, written) ?? guessValue(written);
  const values = whole === null ? splitCell(written) : [written];
  const found = values.filter((value) => {
    const observable = whole ?? readTyped(type, value) ?? guessValue(value);
    if (observable !== null) draft.addNormalised(observable, value, path, context);
    return observable !== null;
  });
  if (found.length === 0)
    draft.leaveOut('note', 'cti-blueprint-artefact-not-read', path, 'This artefact is no value to look for.', written);
}

/** What the row itself says that it is. */
function readTyped(type: string, value: string) {
  if (/mutex/i.test(type)) return readValue('mutex', value);
  if (/user.?agent/i.test(type)) return readValue('user-agent', value);
  if (/registry/i.test(type)) return readValue('registry-key', value);
  return null;
}

function splitCell(cell: string): readonly string[] {
  return cell.split(/[\s,;|]+/).filter((part) => !isNothing(part));
}
