import { isTar, isZip, listFirstNames } from '../archive-head';
import type { Probe } from '../probe';

const OFFICE = /^(?:\[Content_Types\]\.xml$|_rels\/|xl\/|word\/|ppt\/|docProps\/|mimetype$|META-INF\/)/;
const TELLING =
  /(?:^|[\W_])(?:iocs?|indicators?|observables|blocklists?|threat-?intel|intel|feeds?|hashes|urlhaus|threatfox|feodo|misp)(?:[\W_]|$)|\.(?:ioc|intel|stix2?)$/i;
const POSSIBLE = /\.(?:csv|tsv|txt|json|xml|list)$/i;

/** By the names of its first files: what is in them is read only later. */
export function sniffIndicatorArchive({ head, name }: Probe): number {
  if (!isZip(head) && !isTar(head)) return 0;
  const names = listFirstNames(head).filter((each) => !each.endsWith('/'));
  if (names.length === 0 || names.some((each) => OFFICE.test(each)) || names.some((each) => /\.ya?ml$/i.test(each)))
    return 0;
  if (names.some((each) => TELLING.test(each)) || (TELLING.test(name) && names.some((each) => POSSIBLE.test(each))))
    return 0.8;
  return names.every((each) => POSSIBLE.test(each)) ? 0.4 : 0;
}
