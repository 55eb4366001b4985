/** Short names of ATT&CK's tactics by their ids, in all domains: reports name a tactic by its id alone. */
import { parseTacticId } from '../domain/attack/identifiers';
import { foldTactic } from '../domain/attack/tactic-succession';

/** TA0005 by the name it had until release 19; what became of it is followed when it is looked up. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  TA0001: 'initial-access',
  TA0002: 'execution',
  TA0003: 'persistence',
  TA0004: 'privilege-escalation',
  TA0005: 'defense-evasion',
  TA0006: 'credential-access',
  TA0007: 'discovery',
  TA0008: 'lateral-movement',
  TA0009: 'collection',
  TA0010: 'exfiltration',
  TA0011: 'command-and-control',
  TA0040: 'impact',
  TA0042: 'resource-development',
  TA0043: 'reconnaissance',
  TA0112: 'defense-impairment',
  TA0027: 'initial-access',
  TA0028: 'persistence',
  TA0029: 'privilege-escalation',
  TA0030: 'defense-evasion',
  TA0031: 'credential-access',
  TA0032: 'discovery',
  TA0033: 'lateral-movement',
  TA0034: 'impact',
  TA0035: 'collection',
  TA0036: 'exfiltration',
  TA0037: 'command-and-control',
  TA0038: 'network-effects',
  TA0039: 'remote-service-effects',
  TA0041: 'execution',
  TA0100: 'collection',
  TA0101: 'command-and-control',
  TA0102: 'discovery',
  TA0103: 'evasion',
  TA0104: 'execution',
  TA0105: 'impact',
  TA0106: 'impair-process-control',
  TA0107: 'inhibit-response-function',
  TA0108: 'initial-access',
  TA0109: 'lateral-movement',
  TA0110: 'persistence',
  TA0111: 'privilege-escalation',
};

const KNOWN = new Set(Object.values(SHORT_NAMES)).add('stealth');

/** `TA0001`, "TA0001 - Initial Access", "Initial Access", `initial-access`; empty: it is no tactic. */
export function readTactic(text: string): string {
  const id = parseTacticId(/\bTA\d{4}\b/i.exec(text)?.[0] ?? '');
  const byId = id !== null && Object.hasOwn(SHORT_NAMES, id) ? SHORT_NAMES[id] : undefined;
  if (byId !== undefined) return byId;
  const folded = foldTactic(text.replace(/&/g, 'and'));
  return KNOWN.has(folded) ? folded : '';
}
