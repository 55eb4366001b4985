import { describe, expect, it } from 'vitest';
import { findValues } from '../../src/domain/indicators/find-observables';
import { readIndicators, valuesOf } from './read-indicators';

const FORMS: readonly (readonly [written: string, value: string])[] = [
  ['fe80::1%eth0', 'fe80::1'],
  ['FE80::A%12', 'fe80::a'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ['::FFFF:C000:0201', '::ffff:192.0.2.1'],
  ['2001:DB8::ABCD', '2001:db8::abcd'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['[2001:db8::2]', '2001:db8::2'],
  ['2001:0db8:0000:0000:0000:0000:0000:0003', '2001:db8::3'],
  ['2001:db8::4/128', '2001:db8::4'],
  ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
];

describe('odd forms of IPv6 addresses are one address', () => {
  it('in a list', async () => {
    const read = await readIndicators('indicator-list', `${FORMS.map(([written]) => written).join('\n')}\n`);
    expect(valuesOf(read)).toEqual(FORMS.map(([, value]) => `ipv6 ${value}`));
    expect(read.rejected).toEqual([]);
  });

  it('in a table', async () => {
    const rows = FORMS.map(([written], at) => `${written},note ${at}`).join('\n');
    const read = await readIndicators('indicator-table', `ip,comment\n${rows}\n`);
    expect(valuesOf(read)).toEqual(FORMS.map(([, value]) => `ipv6 ${value}`));
    expect(read.rejected).toEqual([]);
  });

  it.each(FORMS)('in text: %s', (written, value) => {
    const found = findValues(`The implant was seen calling ${written} and then nothing else.`);
    expect(found.map((each) => `${each.type} ${each.value}`)).toEqual([`ipv6 ${value}`]);
  });
});
