import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../../../src/domain/attack/catalog';
import type { SensorLibrary } from '../../../src/domain/sensors/sensor';
import { QUERY_LANGUAGES, type QueryLanguage, type QuerySubject } from '../../../src/domain/threats/hunt-queries';
import { type QueryOptions, writeQuery } from '../../../src/domain/threats/queries/write-query';

function readCatalog(name: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../../data/catalog', `${name}.json`), 'utf8'));
}

export const LIBRARY = (readCatalog('sensor-library') as SensorLibrary).sensors;

export function readRelease(version: string): Catalog {
  return readCatalog(`enterprise-attack-${version}`) as Catalog;
}

/** Each event of the library by itself, in each log source in which it may appear. */
export function listEventSubjects(): QuerySubject[] {
  return LIBRARY.flatMap((sensor) =>
    sensor.events.flatMap((event) =>
      withNone(event.logSources ?? sensor.logSources).map((logSource) => ({
        sensorId: sensor.id,
        logSource,
        codes: [event.id],
      })),
    ),
  );
}

/** All events of a sensor's log source together, and the log source as a whole. */
export function listSourceSubjects(): QuerySubject[] {
  return LIBRARY.flatMap((sensor) =>
    withNone(sensor.logSources).flatMap((logSource) => {
      const codes = sensor.events
        .filter((event) => (event.logSources ?? sensor.logSources).includes(logSource))
        .map(({ id }) => id);
      return [
        { sensorId: sensor.id, logSource, codes },
        { sensorId: sensor.id, logSource, codes: [] },
      ];
    }),
  );
}

/** What ATT&CK's analytics ask for, from every sensor that supplies the log source. */
export function listRequirementSubjects(catalog: Catalog): QuerySubject[][] {
  return catalog.requirements.map(({ logSource, codes }) => {
    const name = catalog.logSources[logSource] ?? '';
    return LIBRARY.filter(({ logSources }) => logSources.includes(name)).map(({ id }) => ({
      sensorId: id,
      logSource: name,
      codes,
    }));
  });
}

/** Codes as a hostile file may hold them: each tries to leave a literal, a line or a command. */
export const HOSTILE_CODES: readonly string[] = [
  '"',
  "'",
  '\\',
  '\\"',
  '""',
  "''",
  'x" or 1==1 //',
  "x' OR '1'='1",
  "x'; DROP TABLE users; --",
  '4688) or (1==1',
  '4688, 1',
  '4624 | delete',
  'x | outputlookup a.csv',
  '[search index=*]',
  '`macro`',
  '$(reboot)',
  '`reboot`',
  "a'; reboot; '",
  'conn.log; reboot',
  '../../etc/passwd.log',
  'conn.log > /etc/passwd',
  'a\nb',
  'a\r\n| delete',
  'a\u0000b',
  'a\u2028b',
  '\u202eevil',
  '*',
  '*?*',
  '""" | DROP',
  'execve -i; reboot',
  'AssumeRole,AttributeKey=Username',
  'DeviceEvents/x" or true',
  'DeviceEvents; DeviceInfo',
  'create pods/exec" or 1==1',
  'GET /users" | take 1',
  'Add user") or true //',
  'a: b',
  '- a',
  '{{x}}',
  '!!js/function x',
  'Ünïcødé 日本語',
  '__proto__',
  'constructor',
  'toString',
  'process_events; DROP TABLE x',
  "com.apple.x' OR 1=1",
  'x'.repeat(5000),
  '',
  ' ',
];

export const SPANS: readonly QueryOptions[] = [
  { from: null, to: null, limit: 1000 },
  { from: '2026-11-20T08:00:00Z', to: null, limit: 10 },
  { from: '2026-11-20T08:00:00+02:00', to: '2026-11-21', limit: 5 },
];

export interface WrittenQuery {
  readonly subject: QuerySubject;
  readonly text: string;
  readonly note: string;
}

/** Every query that the table gives in a language, hostile codes included; each text once. */
export function writeAll(language: QueryLanguage): readonly WrittenQuery[] {
  const plain = [
    ...listEventSubjects(),
    ...listSourceSubjects(),
    ...['19.1', '18.1'].flatMap((version) => listRequirementSubjects(readRelease(version)).flat()),
  ];
  const hostile = listSourceSubjects().flatMap((subject) => [
    { ...subject, codes: [...subject.codes.slice(0, 3), ...HOSTILE_CODES] },
    ...(subject.codes.length === 0 ? HOSTILE_CODES.map((code) => ({ ...subject, codes: [code] })) : []),
  ]);
  const written = new Map<string, WrittenQuery>();
  for (const subject of [...plain, ...hostile]) {
    for (const options of subject.codes.length === 1 ? SPANS.slice(0, 1) : SPANS) {
      const query = writeQuery(subject, language, options);
      if (query !== null) written.set(query.text, { subject, text: query.text, note: query.note });
    }
  }
  return [...written.values()];
}

export function languagesOf(subjects: readonly QuerySubject[]): readonly QueryLanguage[] {
  return QUERY_LANGUAGES.filter((language) => subjects.some((subject) => writeQuery(subject, language) !== null));
}

function withNone(logSources: readonly string[]): readonly string[] {
  return logSources.length === 0 ? [''] : logSources;
}
