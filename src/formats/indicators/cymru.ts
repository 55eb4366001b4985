/**
 * Answers of Team Cymru's whois about addresses (https://www.team-cymru.com/ip-asn-mapping): cells between bars, with or
 * without a header. The address is what was asked about; its network and its owner are said of it. `docs/formats/cymru.md`.
 */

import { normaliseObservable } from '../../domain/indicators/normalise-observable';
import type { Observable } from '../../domain/indicators/observable';
import type { IndicatorStatement } from '../../domain/indicators/statement';
import { readValue } from '../observable-values';
import type { Probe } from '../probe';
import { makeTextStream } from '../text-decoding';
import type { IndicatorContext, IndicatorReader } from './indicator-reader';
import { makeFacts, makeStatementTaker } from './statement-taker';

const BULK = /^(?:Bulk mode; whois\.cymru\.com|Bulk mode; peer-whois)/i;
const HEADER = /^(?:AS|PEER_AS|IP|ASN)\s*\|/i;
/** With at least one bar between a number of a network and an address, in any order. */
const ROW = /^(?:AS)?(?:\d{1,10}(?: \d{1,10}){0,20}|NA)\s*\|\s*[\da-f:.]{3,45}\s*(?:\||$)/i;

type Cell = 'as' | 'ip' | 'prefix' | 'country' | 'registry' | 'allocated' | 'name' | 'other';
const HEADERS: Readonly<Record<string, Cell>> = {
  as: 'as',
  asn: 'as',
  peer_as: 'as',
  ip: 'ip',
  'bgp prefix': 'prefix',
  cc: 'country',
  registry: 'registry',
  allocated: 'allocated',
  'as name': 'name',
};

export function sniffCymru({ text }: Probe): number {
  if (text === null) return 0;
  const lines = text
    .slice(0, 4096)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const [first = '', second = ''] = lines;
  if (BULK.test(first) || (HEADER.test(first) && /\|\s*AS Name\s*$/i.test(first))) return 1;
  return ROW.test(first) && ROW.test(second) ? 0.9 : 0;
}

export function makeCymruReader(context: IndicatorContext): IndicatorReader {
  const taker = makeStatementTaker(context);
  const stream = makeTextStream();
  let rest = '';
  let number = 0;
  let header: readonly Cell[] | null = null;

  function takeText(text: string, isLast: boolean): void {
    const lines = (rest + text).split('\n');
    rest = isLast ? '' : (lines.pop() ?? '').slice(0, 100_000);
    for (const line of lines) takeLine(line.trim());
  }

  function takeLine(line: string): void {
    number++;
    if (line === '' || line.startsWith('#')) return;
    // When it was asked is not when the address was seen.
    if (BULK.test(line)) return;
    const cells = line
      .replace(/^"|"$/g, '')
      .split('|')
      .map((cell) => cell.trim());
    if (HEADER.test(line)) {
      header = cells.map((cell) => HEADERS[cell.toLowerCase()] ?? 'other');
      return;
    }
    if (/^(?:Error|begin|end|verbose|noheader|help)\b/i.test(line) && cells.length === 1) return;
    takeCells(cells, line);
  }

  function takeCells(cells: readonly string[], line: string): void {
    const kinds = header ?? guessKinds(cells);
    const cellOf = (kind: Cell): string => {
      const cell = cells[kinds.indexOf(kind)] ?? '';
      return cell === 'NA' ? '' : cell;
    };
    const written = cellOf('ip') || (kinds.includes('ip') ? '' : cellOf('prefix') || cellOf('as'));
    const found = readAsked(written, kinds);
    if (found === null) {
      taker.reject({ kind: 'line', line: number }, 'This row has no address.', line);
      return;
    }
    const systems = cellOf('as')
      .split(/\s+/)
      .filter((each) => each !== '');
    const labels = [
      ...(found.type === 'as-number' ? [] : systems.map((each) => `AS${each.replace(/^AS/i, '')}`)),
      ...(found.type === 'cidr' ? [] : [cellOf('prefix')]),
      cellOf('country'),
      cellOf('registry'),
    ];
    const said: Partial<IndicatorStatement> = {
      comment: cellOf('name'),
      labels: labels.filter((label) => label !== ''),
    };
    taker.give(found, written, `line ${number}`, said);
  }

  return {
    push: (chunk) => takeText(stream.push(chunk), false),
    end() {
      takeText(stream.end(), true);
      if (stream.failure !== null) context.reject(stream.failure);
      return makeFacts(taker.items);
    },
  };
}

function readAsked(written: string, kinds: readonly Cell[]): Observable | null {
  if (written === '') return null;
  return kinds.includes('ip') || kinds.includes('prefix')
    ? readValue('ipv4', written)
    : normaliseObservable('as-number', written);
}

/** By what they hold: number, address, network, country, registry, day, name. */
function guessKinds(cells: readonly string[]): readonly Cell[] {
  const used = new Set<Cell>();
  const take = (kind: Cell): Cell => {
    if (used.has(kind)) return 'other';
    used.add(kind);
    return kind;
  };
  return cells.map((cell, at) => {
    if (/^(?:AS)?\d{1,10}(?: \d{1,10})*$|^NA$/i.test(cell) && at < 2 && !used.has('as')) return take('as');
    if (/\//.test(cell) && normaliseObservable('cidr', cell) !== null) return take('prefix');
    if (/[.:]/.test(cell) && readValue('ipv4', cell) !== null) return take('ip');
    if (/^[A-Z]{2}$/.test(cell)) return take('country');
    if (/^(?:arin|ripencc|apnic|lacnic|afrinic)$/i.test(cell)) return take('registry');
    if (/^\d{4}-\d\d-\d\d$/.test(cell)) return take('allocated');
    return at > 1 && at === cells.length - 1 ? take('name') : 'other';
  });
}
