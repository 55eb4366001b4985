import { quoteDouble } from '../../threats/queries/quote';
import { ECS_FIELDS } from './log-tables';
import type { FileLimit } from './split-files';
import type { GroupedValue, ValueGroups, ValueKind } from './value-groups';
import type { WrittenFiles } from './watchlist-queries';
import {
  byLabels,
  describeValues,
  type KindWriter,
  keyForms,
  noField,
  textsOf,
  urlForms,
  writeKinds,
} from './write-kinds';

/** The parser of ES|QL refuses a text of more than a million characters. */
const LIMIT: FileLimit = { most: 1_000_000, unit: 'characters', values: 20_000 };
const INDICES = 'logs-*,filebeat-*,packetbeat-*,winlogbeat-*,auditbeat-*';

export function writeEsqlFiles(groups: ValueGroups): WrittenFiles {
  const writers = [...groups.kinds.keys()].flatMap((kind): KindWriter[] => {
    const fields = ECS_FIELDS[kind];
    if (fields === undefined) return [];
    return [{ kind, base: kind, write: (values) => writeQuery(groups.title, kind, fields, values) }];
  });
  return {
    ...writeKinds(groups, writers, 'esql', LIMIT, noField('The Elastic Common Schema')),
    limit: 'At most 1,000,000 characters in a file, beyond which ES|QL is refused, and at most 20,000 values.',
  };
}

function writeQuery(
  title: string,
  kind: ValueKind,
  fields: readonly string[],
  values: readonly GroupedValue[],
): string {
  return [
    `// ${title}: ${describeValues(kind, values.length)}, the last 30 days. Leave out fields that your indices do not map.`,
    `FROM ${INDICES}`,
    '| WHERE @timestamp >= NOW() - 30 days',
    ...writeConditions(kind, fields, textsOf(values)),
    '| SORT @timestamp DESC',
    '| LIMIT 10000',
    '',
  ].join('\n');
}

function writeConditions(kind: ValueKind, fields: readonly string[], texts: readonly string[]): readonly string[] {
  const isOneOf = (field: string, some: readonly string[]) => `${field} IN (${some.map(quoteDouble).join(', ')})`;
  const where = (ask: (field: string) => string) => [`| WHERE ${fields.map(ask).join(' OR ')}`];
  switch (kind) {
    case 'address': {
      const networks = texts.map((text) => quoteDouble(asNetwork(text))).join(', ');
      return where((field) => `CIDR_MATCH(${field}, ${networks})`);
    }
    case 'domain': {
      const groups = byLabels(texts);
      const asked = fields.flatMap((field, at) => groups.map(([labels, some]) => ({ field, at, labels, some })));
      return [
        ...fields.map((field, at) => `| EVAL labels${at} = SPLIT(TO_LOWER(${field}), ".")`),
        ...asked.map(
          ({ at, labels }) => `| EVAL host${at}_${labels} = MV_CONCAT(MV_SLICE(labels${at}, -${labels}, -1), ".")`,
        ),
        `| WHERE ${asked.map(({ at, labels, some }) => isOneOf(`host${at}_${labels}`, some)).join(' OR ')}`,
      ];
    }
    case 'as-number':
      return where((field) => `${field} IN (${texts.map((text) => text.replace(/\D/g, '')).join(', ')})`);
    case 'url':
      return where((field) => isOneOf(field, texts.flatMap(urlForms)));
    case 'user-agent':
      return where((field) => isOneOf(field, texts));
    case 'registry-key':
      // Paths have the short names of hives and end with the value's name.
      return where((field) => texts.flatMap((text) => askKey(field, text)).join(' OR '));
    default: {
      const folded = texts.map((text) => text.toLowerCase());
      return where((field) => isOneOf(`TO_LOWER(${field})`, folded));
    }
  }
}

function asNetwork(text: string): string {
  return text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`;
}

function askKey(field: string, key: string): readonly string[] {
  return keyForms(key).flatMap((text) => [
    `TO_LOWER(${field}) == ${quoteDouble(text)}`,
    `STARTS_WITH(TO_LOWER(${field}), ${quoteDouble(`${text}\\`)})`,
  ]);
}
