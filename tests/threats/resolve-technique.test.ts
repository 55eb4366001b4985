import { describe, expect, it } from 'vitest';
import { FORMER_NAMES } from '../../src/domain/threats/names/technique-aliases';
import { foldTechniqueName, makeTechniqueResolver } from '../../src/domain/threats/resolve-technique';
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
    ['a name of an earlier release', { name: 'Credential Dumping' }, 'T1003'],
    ['one older than sub-techniques', { name: 'Standard Application Layer Protocol' }, 'T1071'],
    ['an old parent and an old child', { name: 'Hijack Execution Flow: DLL Side-Loading' }, 'T1574.001'],
    ['the same with other signs', { name: 'hijack execution flow - DLL side loading' }, 'T1574.001'],
    ['one that has its own number now', { name: 'Impair Defenses: Disable or Modify Tools' }, 'T1685'],
    ['a term of the trade', { name: 'Pass-the-Hash' }, 'T1550.002'],
    ['another term', { name: 'AiTM' }, 'T1557'],
    ['one side of a slash', { name: 'Registry Run Keys' }, 'T1547.001'],
    ['a plural', { name: 'Spearphishing Attachments' }, 'T1566.001'],
    ['a name that nothing took over', { name: 'Scripting' }, 'retired'],
    ['a name of our past before one of Mobile', { name: 'Indicator Removal on Host' }, 'T1070'],
    [
      'a name of Mobile, said to be of Enterprise',
      { name: 'Call Control', domain: 'enterprise-attack' as const },
      'no-technique',
    ],
    [
      'a name that no domain has, said to be of Mobile',
      { name: 'Zzz', domain: 'mobile-attack' as const },
      'no-technique',
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

  it('finds every retired technique by its name where something took its place, and every former name', () => {
    const live = new Set(ENTERPRISE.techniques.map(({ name }) => foldTechniqueName(name)));
    const old = [
      ...ENTERPRISE.retired,
      ...FORMER_NAMES.flatMap(({ id, names }) => names.map((name) => ({ id, name }))),
    ];
    const lost = old.filter(
      ({ id, name }) =>
        resolver(makeStatement({ technique: id })).kind === 'technique' &&
        !live.has(foldTechniqueName(name)) &&
        resolver(makeStatement({ name, domain: 'enterprise-attack' })).kind !== 'technique',
    );
    expect(lost).toEqual([]);
  });

  it('finds every technique by its full name, and no other', () => {
    for (const { id, name, parent } of ENTERPRISE.techniques) {
      const above = ENTERPRISE.techniques[parent];
      expect(resolve({ name: above === undefined ? name : `${above.name}: ${name}` }), name).toBe(id);
    }
  });
});
