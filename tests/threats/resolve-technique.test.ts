import { describe, expect, it } from 'vitest';
import { makeTechniqueResolver } from '../../src/domain/threats/resolve-technique';
import type { TechniqueStatement } from '../../src/domain/threats/threat-report';
import { makeStatement } from './made-up-report';
import { ENTERPRISE, ENTERPRISE_THREATS, ICS, MOBILE } from './shipped-releases';

const resolver = makeTechniqueResolver(ENTERPRISE, [MOBILE, ICS], ENTERPRISE_THREATS.stixIds);
const resolve = (changes: Partial<TechniqueStatement>) => {
  const resolution = resolver(makeStatement(changes));
  return resolution.kind === 'technique' ? resolution.id : resolution.reason;
};

describe('which technique a statement means', () => {
  it.each([
    ['the id as it is', { technique: 'T1059.001' }, 'T1059.001'],
    ['in small letters', { technique: 't1059.001' }, 'T1059.001'],
    ['a retired id, followed', { technique: 'T1086', name: 'PowerShell' }, 'T1059.001'],
    ['the id, whatever the name says', { technique: 'T1055', name: 'PowerShell' }, 'T1055'],
    ['an id that no release has', { technique: 'T9999', name: 'PowerShell' }, 'unknown'],
    ['an id that nothing replaced', { technique: 'T1064' }, 'retired'],
    ['a STIX id of ATT&CK itself', { technique: 'attack-pattern--970a3432-3237-47ad-bcca-7d8cbb217736' }, 'T1059.001'],
    ['another STIX id', { technique: 'attack-pattern--00000000-0000-4000-8000-000000000000' }, 'unknown'],
    ['an id of Mobile', { technique: 'T1417' }, 'other-domain'],
    ['a name without an id', { name: 'Spearphishing Attachment' }, 'T1566.001'],
    ['a name in another case, with other signs', { name: 'spearphishing  ATTACHMENT' }, 'T1566.001'],
    ['a name with its parent', { name: 'Phishing: Spearphishing Attachment' }, 'T1566.001'],
    ['the name of a retired technique', { name: 'Disabling Security Tools' }, resolve({ technique: 'T1089' })],
    [
      'the same name under the tactic of the other',
      { name: 'Spearphishing Link', tactic: 'reconnaissance' },
      'T1598.003',
    ],
    ['an alias where the name says nothing', { name: 'Dumping', aliases: ['LSASS Memory'] }, 'T1003.001'],
    ['a name that two techniques have', { name: 'Domains' }, 'ambiguous'],
    [
      'that name under a stated tactic shared by both',
      { name: 'Domains', tactic: 'resource-development' },
      'ambiguous',
    ],
    ['a name that two have, settled by its tactic', { name: 'DNS', tactic: 'reconnaissance' }, 'T1590.002'],
    ['a name that is no technique', { name: 'Being unfriendly' }, 'no-technique'],
    ['no name at all', {}, 'no-technique'],
    ['a name of Mobile', { name: 'Call Control' }, 'other-domain'],
    [
      'a name that two domains have, said to be of Mobile',
      { name: 'Phishing', domain: 'mobile-attack' as const },
      'other-domain',
    ],
  ])('%s', (_, changes, expected) => {
    expect(resolve(changes)).toBe(expected);
  });

  it('finds every technique by its full name, and no other', () => {
    for (const { id, name, parent } of ENTERPRISE.techniques) {
      const above = ENTERPRISE.techniques[parent];
      expect(resolve({ name: above === undefined ? name : `${above.name}: ${name}` }), name).toBe(id);
    }
  });
});
