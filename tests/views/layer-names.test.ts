import { describe, expect, it } from 'vitest';
import { canUpgrade, describeUnknown, isNewestHere, tellApart } from '../../src/views/layers/layer-words';

describe('telling layers of one name apart', () => {
  const layer = (id: string, name: string, fileName: string) => ({ id, name, fileName });

  it('names the file, and a number within one file; a name of its own needs neither', () => {
    const asides = tellApart([
      layer('1', 'layer', 'apt.json'),
      layer('2', 'Red team', 'apt.json'),
      layer('3', 'layer', 'list.json'),
      layer('4', 'layer', 'list.json'),
      layer('5', 'layer', ''),
    ]);
    expect([...asides]).toEqual([
      ['1', 'apt.json'],
      ['3', 'list.json, 1'],
      ['4', 'list.json, 2'],
      ['5', 'made here'],
    ]);
  });
});

describe('what a release does not have of a layer', () => {
  it('is offered an upgrade only where that changes something', () => {
    expect(canUpgrade({ succeeded: 0, retired: 0 })).toBe(false);
    expect(canUpgrade({ succeeded: 1, retired: 0 })).toBe(true);
    expect(canUpgrade({ succeeded: 0, retired: 2 })).toBe(true);
  });

  it('is else named, and said to be in no release where none here is newer', () => {
    const here = [
      { domain: 'enterprise-attack', release: '18.1' },
      { domain: 'enterprise-attack', release: '9.0' },
      { domain: 'ics-attack', release: '19.1' },
    ] as const;
    expect(isNewestHere({ domain: 'enterprise-attack', release: '18.1' }, here)).toBe(true);
    expect(isNewestHere({ domain: 'enterprise-attack', release: '9.0' }, here)).toBe(false);
    expect(describeUnknown(2, ['T9999', 'x'.repeat(40)], 'Enterprise 18.1', true)).toBe(
      '2\u00a0ids (T9999, xxxxxxxxxxxxxxx…) in no ATT&CK release known here',
    );
    expect(describeUnknown(1, ['T2001'], 'Enterprise 9.0', false)).toBe(
      '1\u00a0id (T2001) not in Enterprise 9.0; a newer release may have it',
    );
  });
});
