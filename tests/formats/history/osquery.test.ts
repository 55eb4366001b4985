import { describe, expect, it } from 'vitest';
import { lines, read } from './read-events';

describe('osquery', () => {
  it('reads rows of differences, snapshots and batches, each as a record', () => {
    const base = {
      name: 'q',
      hostIdentifier: 'h',
      calendarTime: 'Tue Mar  5 10:15:30 2024 UTC',
      unixTime: '1709633730',
    };
    const { records, rejected } = read(
      lines(
        {
          ...base,
          action: 'added',
          columns: {
            pid: '5',
            path: '/bin/a',
            cmdline: 'a -b',
            name: 'a',
            remote_address: '198.51.100.7',
            remote_port: '443',
          },
        },
        { ...base, action: 'snapshot', snapshot: [{ path: '/etc/a', md5: '1'.repeat(32) }, { path: '/etc/b' }] },
        { ...base, unixTime: 1_709_633_730, diffResults: { added: [{ a: '1' }], removed: [{ a: '2' }, { a: '3' }] } },
        { ...base, action: 'snapshot', snapshot: [] },
        {
          hostIdentifier: 'h',
          calendarTime: base.calendarTime,
          unixTime: '1709633730',
          severity: '0',
          filename: 'x.cpp',
          line: '4',
          message: 'm',
        },
        { schedule: { q: { query: 'SELECT 1' } } },
      ),
      'osquery',
    );
    expect(records.map(({ line }) => line)).toEqual([1, 2, 2, 3, 3, 3, 4, 5]);
    expect(rejected.map(({ code, place }) => [code, place])).toEqual([['no-event', { kind: 'line', line: 6 }]]);
    for (const { fields } of records)
      expect(fields).toMatchObject({ '@timestamp': 1_709_633_730_000, 'host.name': 'h' });
    expect(records.map(({ fields }) => fields)).toMatchObject([
      {
        'process.pid': 5,
        'process.executable': '/bin/a',
        'process.name': 'a',
        'destination.ip': '198.51.100.7',
        'destination.port': 443,
        'event.action': 'added',
      },
      { 'file.path': '/etc/a', 'file.hash.md5': '1'.repeat(32) },
      { 'file.path': '/etc/b' },
      { 'columns.a': '1', 'event.action': 'added' },
      { 'columns.a': '2', 'event.action': 'removed' },
      { 'columns.a': '3' },
      { 'event.action': 'snapshot' },
      { 'event.dataset': 'osquery.status', message: 'm' },
    ]);
  });
});
