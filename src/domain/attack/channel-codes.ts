/**
 * What a channel of ATT&CK's log source references names exactly: event ids, record types, system calls, API, table
 * or file names. Channels are free text ("EventCode=4688", "GetObject, CopyObject", "execve: execution of …",
 * "Unusual logons"); what is prose yields nothing.
 */

const EVENT_CODES =
  /\b(?:Event\s?Codes?|Event\s?IDs?)\s*(?:=|:|in)?\s*\(?((?:\d{1,5}\s*(?:,|\/|\||;|\bor\b|\band\b|-)?\s*)+)/gi;
const SEPARATORS = /\s*(?:,|\||\/|;|\+|&|\bor\b|\band\b)\s*/i;
/** Words that look like a system call or record type: trusted only from log sources that record those. */
const PLAIN_WORD = /^[a-z][a-z0-9]*$/i;
const SYSTEM_CALL_SOURCES = /^(?:auditd:|ebpf:|sysdig:|fs:fsusage|linux:syscall)/i;
/** Has an inner capital, a digit, an underscore, a dot, or is a cmdlet: `RunInstances`, `conn.log`, `Set-ADUser`. */
const CODE_SHAPE = /^[A-Za-z][\w.:-]*(?:[a-z][A-Z]|[_.\d]|-[A-Z])[\w.:-]*$/;
/** CloudTrail records the action alone; ATT&CK sometimes writes the service in front: `sts:GetFederationToken`. */
const SERVICE_PREFIX = /^[a-z][a-z0-9-]*:(?=[A-Z])/;
const LONGEST_CODE = 64;

export function parseChannelCodes(logSource: string, channel: string): readonly string[] {
  const text = channel.trim();
  if (text === '' || text.toLowerCase() === 'none') return [];
  const eventCodes = parseEventCodes(text);
  if (eventCodes.length > 0) return eventCodes;
  return parseNames(text, SYSTEM_CALL_SOURCES.test(logSource.trim()));
}

function parseEventCodes(text: string): string[] {
  const codes = new Set<string>();
  for (const match of text.matchAll(EVENT_CODES)) {
    for (const code of (match[1] ?? '').matchAll(/\d+/g)) codes.add(String(Number(code[0])));
  }
  return [...codes];
}

/**
 * "A, B or C", "A, B: what happens" and "kind: A, B", where every name is shaped like a code; one prose word makes it
 * prose.
 */
function parseNames(text: string, allowPlainWords: boolean): readonly string[] {
  const colon = text.indexOf(': ');
  if (colon < 0) return splitCodes(text, allowPlainWords);
  const head = splitCodes(text.slice(0, colon), allowPlainWords);
  const tail = splitCodes(text.slice(colon + 2), false);
  return tail.length > 0 ? tail : head;
}

function splitCodes(text: string, allowPlainWords: boolean): readonly string[] {
  const names = text
    .trim()
    .split(SEPARATORS)
    .map((name) => name.replace(/\(\)$/, '').replace(SERVICE_PREFIX, ''));
  const areCodes = names.every(
    (name) => name.length <= LONGEST_CODE && (CODE_SHAPE.test(name) || (allowPlainWords && PLAIN_WORD.test(name))),
  );
  return areCodes ? [...new Set(names)] : [];
}
