import { expect, it } from 'vitest';
import { COPY_FIELDS, readMatch, writeCopyFields } from '../../src/domain/history/record-copies';

it.each([
  'evil.example',
  "[ipv4-addr:value = '192.0.2.1']\n  FOLLOWEDBY\n\t[domain-name:value = 'evil.example']",
  'hklm\\software\\temp\\new',
  '\\\\t\\n',
])('a match is read back as it was: %j', (value) => {
  const matches = [
    { type: 'pattern', value, field: 'registry.path' },
    { type: 'domain', value: 'other.example', field: 'dns.question.name' },
  ] as const;
  const fields = new Map(writeCopyFields({ history: 'h', source: null, matches }));
  expect((fields.get(COPY_FIELDS.matches) ?? '').split('\n').map(readMatch)).toEqual(matches);
});
