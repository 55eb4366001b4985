import { type GroupedValue, LeftCounts, sortAddresses, type ValueGroups } from './value-groups';
import type { WatchlistFile, WrittenFiles } from './watchlist-queries';

/** Sets of addresses as text for `rwsetbuild`, and the commands; flow records hold nothing else that is watched. */
export function writeRwfilterFiles({ title, slug, kinds }: ValueGroups): WrittenFiles {
  const values = kinds.get('address') ?? [];
  const files: WatchlistFile[] = [];
  for (const version of [4, 6] as const) {
    const own = values.filter(({ texts }) => texts[0]?.includes(':') === (version === 6));
    if (own.length === 0) continue;
    files.push({ name: `${slug}-v${version}.set.txt`, text: writeSet(title, own), values: own.length });
  }
  if (files.length > 0) {
    const sets = files.map(({ name }) => name.replace(/\.txt$/, ''));
    files.push({ name: `${slug}-rwfilter.sh`, text: writeCommands(title, sets), values: 0 });
  }
  const left = new LeftCounts();
  for (const [kind, others] of kinds)
    if (kind !== 'address')
      for (const { type } of others) left.add(type, 'Flow records of SiLK hold addresses, and none of these.');
  return {
    files,
    left: left.list(),
    limit: 'Not cut: a set holds any number of addresses. IPv4 and IPv6 are two sets.',
  };
}

function writeSet(title: string, values: readonly GroupedValue[]): string {
  const { single4, single6, networks4, networks6 } = sortAddresses(values);
  return [`# ${title}`, ...single4, ...networks4, ...single6, ...networks6, ''].join('\n');
}

function writeCommands(title: string, sets: readonly string[]): string {
  return [
    '#!/bin/sh',
    `# ${title}: flows from or to these addresses. Put in your dates, and your class and types.`,
    "FROM='2026/01/01'",
    "TO='2026/01/31'",
    ...sets.flatMap((set) => [
      `rwsetbuild ${set}.txt ${set}`,
      `rwfilter --start-date="$FROM" --end-date="$TO" --type=all --anyset=${set} --pass=stdout |`,
      '  rwcut --fields=sIP,dIP,sPort,dPort,protocol,packets,bytes,flags,sTime,eTime,sensor --timestamp-format=iso,utc \\',
      `    --output-path=${set}-flows.txt`,
    ]),
    '',
  ].join('\n');
}
