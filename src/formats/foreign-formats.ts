import { isEventText } from './documents/log-sniff';
import {
  isAttackTable,
  isEventTable,
  isFlowTable,
  isIndicatorTable,
  isLogTable,
  isLogText,
  isTechniqueTable,
} from './foreign-tables';
import { sniffMispManifest } from './misp/misp-event';

export interface ForeignFormat {
  readonly name: string;
  readonly advice?: string;
  readonly sniff: (text: string) => boolean;
}

/** A line of a log may begin with a moment in brackets. */
export const isJson = (text: string): boolean =>
  /^\s*(?:\{|\[(?!\s*(?:\d{1,4}[-/:]\d|\d\d\.\d\d\.|[A-Za-z]{3,9}\b)))/.test(text) ||
  /^\s*\[\s*(?:true|false|null)\b/.test(text);
const hasLine = (text: string, pattern: RegExp): boolean => text.split(/\r\n?|\n/).some((line) => pattern.test(line));

/** Text formats of the same trade that this version does not read; the first that fits is named. */
export const FOREIGN: readonly ForeignFormat[] = [
  {
    name: 'the manifest of a MISP feed',
    advice: 'It lists events and holds none of them: import the files of the feed that are named by a UUID.',
    sniff: sniffMispManifest,
  },
  {
    name: 'an Elastic detection rule (TOML)',
    advice: 'Sigma, Panther and Splunk rules are read.',
    sniff: (text) => hasLine(text, /^\[(?:metadata|rule)\]/) && hasLine(text, /^(?:name|rule_id|maturity)\s*=/),
  },
  {
    name: "MITRE CAR's data model",
    advice: 'It lists objects and their fields, and neither sensors nor data components.',
    sniff: (text) =>
      isJson(text) && /"fields"\s*:/.test(text) && /"actions"\s*:/.test(text) && /"objects"\s*:/.test(text),
  },
  {
    name: 'sensors of MITRE CAR',
    advice: "They are mapped to fields of CAR's own data model, from which no data component follows.",
    sniff: (text) => isJson(text) && /"sensors"\s*:/.test(text) && /"fields"\s*:\s*\[\s*"[a-z_]+\/[a-z_]+\//.test(text),
  },
  {
    name: 'an index of Atomic Red Team tests (CSV)',
    advice: 'It lists tests that can be run, and neither sensors nor rules.',
    sniff: (text) => hasLine(text, /^\uFEFF?"?Tactic"?[,;\t]"?Technique #"?[,;\t].*"?Test GUID/i),
  },
  { name: 'a script', sniff: (text) => /^\uFEFF?#!\s?\//.test(text) },
  { name: 'an event of Windows as text', sniff: isEventText },
  { name: 'events of Windows as a table', sniff: isEventTable },
  { name: 'a log', sniff: isLogText },
  { name: 'an XML document', sniff: (text) => /^\s*<(?:\?xml|!--|[A-Za-z])/.test(text) },
  { name: 'a table of indicators', sniff: isIndicatorTable },
  { name: 'a table of techniques', sniff: isTechniqueTable },
  { name: 'a table of ATT&CK objects', sniff: isAttackTable },
  { name: 'flow records as a table', sniff: isFlowTable },
  { name: 'a log as a table', sniff: isLogTable },
];
