import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { EVENT_LOG_FORMATS } from '../../../src/formats/history/event-log-formats';
import { makeProbe, PROBE_BYTES } from '../../../src/formats/probe';
import { describeWithShared, SHARED } from '../../shared-data';
import { readHistory } from './memory-sink';

const SAMPLES = join(SHARED, 'samples');
const LOGS = join(SAMPLES, 'logs');

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}

function contentOf(path: string): Uint8Array {
  const bytes = readFileSync(path);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}

function recognised(bytes: Uint8Array, headBytes = PROBE_BYTES) {
  const head = bytes.subarray(0, headBytes);
  // Of a file in an archive, the size may not be known.
  const probe = makeProbe('unknown', headBytes === 4096 ? head.length : bytes.length, head);
  return EVENT_LOG_FORMATS.map((format) => ({ format, confidence: format.sniff(probe) })).filter(
    ({ confidence }) => confidence >= 0.65,
  );
}

/** Counted without the readers: whole files parsed at once. */
function countRecords(folder: string, text: string): number {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (folder === 'cloudtrail') return (JSON.parse(text) as { Records: unknown[] }).Records.length;
  if (folder === 'car') return 1;
  if (folder !== 'osquery') return lines.length;
  return lines.reduce((sum, line) => {
    const { snapshot, diffResults } = JSON.parse(line) as {
      snapshot?: unknown[];
      diffResults?: Record<string, unknown[]>;
    };
    return (
      sum +
      (snapshot?.length ?? Object.values(diffResults ?? { one: [1] }).reduce((rows, { length }) => rows + length, 0))
    );
  }, 0);
}

const WANTED: Readonly<Record<string, string>> = {
  car: 'windows-events-json',
  mordor: 'windows-events-json',
  cloudtrail: 'cloudtrail',
  osquery: 'osquery',
};

describeWithShared('events of others', () => {
  it.each(Object.keys(WANTED))('%s: each file is recognised, and every record kept or reported', (folder) => {
    for (const path of filesIn(join(LOGS, folder))) {
      const bytes = contentOf(path);
      for (const head of [4096, PROBE_BYTES, 65_536])
        expect(
          recognised(bytes, head).map(({ format }) => format.id),
          path,
        ).toEqual([WANTED[folder]]);
      const [found] = recognised(bytes);
      if (found === undefined) throw new Error(path);
      const { records, rejected } = readHistory(found.format, bytes, { chunk: 4001 });
      expect(records.length + rejected.length, path).toBe(countRecords(folder, new TextDecoder().decode(bytes)));
      expect(rejected.every(({ found: text }) => text === 'schedule')).toBe(true);
      for (const { fields, offset, length } of records) {
        expect(fields['@timestamp'], path).toBeTypeOf('number');
        expect(() => JSON.parse(new TextDecoder().decode(bytes.subarray(offset, offset + length)))).not.toThrow();
      }
    }
  });

  it('keeps every value of flat Windows events', () => {
    const dropped = new Set(['-', '']);
    for (const path of filesIn(join(LOGS, 'mordor'))) {
      const text = readFileSync(path, 'utf8');
      const format = recognised(contentOf(path))[0]?.format;
      if (format === undefined) throw new Error(path);
      const { records } = readHistory(format, text);
      text
        .split('\n')
        .filter((line) => line !== '')
        .forEach((line, at) => {
          const values = new Set(Object.values(records[at]?.fields ?? {}).map(String));
          const all = [...values].join('\n').toLowerCase();
          for (const [name, value] of Object.entries(JSON.parse(line) as Record<string, unknown>)) {
            const written = String(value);
            if (dropped.has(written) || values.has(written) || /^(?:@timestamp|TimeCreated)$/.test(name)) continue;
            if (/^0x[0-9a-f]+$/i.test(written) && values.has(String(Number(written)))) continue;
            for (const part of written.split(/[,;=\\]|::ffff:/))
              if (name === 'Hashes' || name === 'User' || name === 'QueryResults') {
                if (!/^(?:SHA1|MD5|SHA256|IMPHASH|0{32})?$/.test(part))
                  expect(all, `${name} ${written}`).toContain(part.toLowerCase());
              } else expect([...values], name).toContain(written);
          }
        });
    }
  });

  it('knows what an address and a hash of Suricata are, by a plain count', () => {
    const bytes = contentOf(join(LOGS, 'suricata-eve-m57.json.gz'));
    const [found] = recognised(bytes);
    expect(found?.format.id).toBe('suricata-eve');
    if (found === undefined) return;
    const { records, rejected } = readHistory(found.format, bytes);
    const plain = new TextDecoder()
      .decode(bytes)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rejected).toEqual([]);
    expect(
      records.map(({ fields }) => [
        fields['source.ip'],
        fields['destination.ip'],
        fields['destination.port'],
        fields['rule.name'],
      ]),
    ).toEqual(
      plain.map((event) => [
        event['src_ip'],
        event['dest_ip'],
        event['dest_port'],
        (event['alert'] as { signature?: string } | undefined)?.signature,
      ]),
    );
  });

  it('reads Sysmon for Linux and tables of Log Analytics', () => {
    const folder = join(LOGS, 'mordor-log4shell');
    const [auditd, sysmon] = ['auoms', 'sysmon'].map(
      (word) => filesIn(folder).find((path) => path.includes(word)) ?? '',
    );
    const [first] = recognised(contentOf(sysmon ?? ''));
    expect(first?.format.id).toBe('windows-events-json');
    const { records } = readHistory(first?.format ?? (EVENT_LOG_FORMATS[0] as never), contentOf(sysmon ?? ''));
    for (const { fields } of records) {
      expect(fields['event.dataset'], JSON.stringify(fields)).toBe('sysmon_linux.log');
      if (fields['event.code'] !== '16') expect(fields['process.executable'], JSON.stringify(fields)).toBeDefined();
    }
    expect(recognised(contentOf(auditd ?? '')).map(({ format }) => format.id)).toEqual(['event-export']);
  });

  it('claims nothing that is no history', () => {
    for (const folder of readdirSync(SAMPLES).filter((name) => name !== 'logs')) {
      if (!statSync(join(SAMPLES, folder)).isDirectory()) continue;
      for (const path of filesIn(join(SAMPLES, folder))) {
        for (const head of [PROBE_BYTES, 65_536]) expect(recognised(contentOf(path), head), path).toEqual([]);
      }
    }
  }, 120_000);

  it('is only a guess for logs of other formats', () => {
    for (const path of filesIn(LOGS).filter((each) => /logs.(?:zeek|auditd|flows|vendor)/.test(each))) {
      for (const { format, confidence } of recognised(contentOf(path)))
        expect([format.id, confidence], path).toEqual(['json-events', 0.66]);
    }
  });
});
