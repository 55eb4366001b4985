import { describe, expect, it } from 'vitest';
import type { AttackDomain } from '../../src/domain/attack/identifiers';
import { meantTactics, tacticsAmong } from '../../src/domain/attack/tactic-succession';

function release(domain: AttackDomain, ...shortNames: readonly string[]) {
  return { domain, has: (shortName: string) => shortNames.includes(shortName) };
}

const BEFORE = release('enterprise-attack', 'execution', 'defense-evasion');
const NOW = release('enterprise-attack', 'execution', 'stealth', 'defense-impairment');
const ICS = release('ics-attack', 'evasion', 'impact');
const FIRST_ICS = release('ics-attack', 'evasion-ics', 'impact-ics');
const MOBILE = release('mobile-attack', 'defense-evasion');

describe('what a tactic means in a release', () => {
  it.each([
    ['execution', NOW, 'execution'],
    ['Defense Evasion', NOW, 'stealth, defense-impairment'],
    ['stealth', BEFORE, 'defense-evasion'],
    ['defense_evasion', BEFORE, 'defense-evasion'],
    ['evasion-ics', ICS, 'evasion'],
    ['evasion', FIRST_ICS, 'evasion-ics'],
    ['evasion-ics', FIRST_ICS, 'evasion-ics'],
    ['execution-ics', NOW, ''],
    ['stealth', MOBILE, ''],
    ['our own word', NOW, ''],
    ['constructor', NOW, ''],
  ])('%s', (word, names, expected) => {
    expect(meantTactics(word, names).join(', ')).toBe(expected);
  });

  it.each([
    ['defense-evasion', ['stealth'], 'stealth'],
    ['defense-evasion', ['stealth', 'defense-impairment'], 'stealth, defense-impairment'],
    ['stealth', ['stealth', 'defense-impairment'], 'stealth'],
    ['stealth', ['defense-impairment'], 'defense-impairment'],
    ['defense-evasion', ['execution'], ''],
  ])('%s, of a technique under %j', (word, among, expected) => {
    expect(tacticsAmong(word, among, NOW).join(', ')).toBe(expected);
  });
});
