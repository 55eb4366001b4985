/**
 * Recognising what needs a library to be read: apart from the readers, so that a file of another kind does not load it.
 */
import { parseTechniqueId } from '../domain/attack/identifiers';
import { isTar, isZip, listFirstNames } from './archive-head';
import { guessDelimiter, makeDelimitedReader } from './delimited-text';
import type { Probe } from './probe';

export const YAML_NAME = /\.ya?ml$/i;
/** Parts of documents and workbooks, which are ZIP archives as well. */
const OFFICE = /^(?:\[Content_Types\]\.xml$|_rels\/|xl\/|word\/|ppt\/|docProps\/|mimetype$|META-INF\/)/;

export function sniffRuleArchive({ head }: Probe): number {
  if (!isZip(head) && !isTar(head)) return 0;
  const names = listFirstNames(head);
  if (names.some((name) => OFFICE.test(name))) return 0;
  if (names.some((name) => YAML_NAME.test(name))) return 0.9;
  // Rules may stand behind much else, as in a download of a whole repository.
  return names.some((name) => /rules|detections|sigma|panther|data_sources/i.test(name)) ? 0.5 : 0;
}

export function sniffSysmonConfig(text: string): boolean {
  return /<Sysmon(?:\s[^<>]*)?>/i.test(text) && /<Sysmon\s[^<>]*schemaversion|<EventFiltering/i.test(text);
}

const HEADER = /^(?:att&?ck |mitre )?techniques?(?: ?id)?$/i;

export function sniffRuleTable(text: string): boolean {
  const rows = readTableRows(text.slice(0, 8192)).slice(0, 20);
  // The last row may be cut.
  const judged = rows.length > 2 ? rows.slice(0, -1) : rows;
  const techniques = judged.filter(({ cells }) => parseTechniqueId(cells[0] ?? '') !== null && isName(cells[1]));
  const isNarrow = judged.every(({ cells }) => cells.filter((cell) => cell.trim() !== '').length <= 2);
  const [header, names = ''] = judged[0]?.cells ?? [];
  const extra = isTechniqueHeader(header) ? 1 : 0;
  // A list of techniques with the names that ATT&CK gives them is about no rules.
  if (extra === 1 && /technique|tactic|description/i.test(names)) return false;
  return isNarrow && techniques.length > 0 && techniques.length + extra >= judged.length * 0.8;
}

export function isTechniqueHeader(cell: string | undefined): boolean {
  return HEADER.test((cell ?? '').trim());
}

export function readTableRows(text: string) {
  const reader = makeDelimitedReader({ delimiter: guessDelimiter(text) });
  return [...reader.push(text.replace(/^\uFEFF/, '')), ...reader.end()].filter(({ blank }) => !blank);
}

function isName(cell: string | undefined): boolean {
  return cell !== undefined && /\p{L}{2}/u.test(cell);
}
