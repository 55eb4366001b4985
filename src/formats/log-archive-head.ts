/** Recognising an archive of logs: apart from what unfolds one. */
import { isTar, isZip, listFirstNames } from './archive-head';
import type { Probe } from './probe';

const OFFICE = /^(?:\[Content_Types\]\.xml$|_rels\/|xl\/|word\/|ppt\/|docProps\/|mimetype$|META-INF\/)/;
const LOG_NAME = /\.(?:log|json|jsonl|ndjson|csv|tsv|txt|xml|gz|\d{1,4})$/i;

/** From 0 to 1. What is an archive of rules says so more surely. */
export function sniffLogArchive({ head }: Pick<Probe, 'head'>): number {
  if (!isZip(head) && !isTar(head)) return 0;
  const names = listFirstNames(head).filter((name) => !name.endsWith('/'));
  if (names.length === 0 || names.some((name) => OFFICE.test(name))) return 0;
  return names.some((name) => LOG_NAME.test(name)) ? 0.75 : 0;
}
