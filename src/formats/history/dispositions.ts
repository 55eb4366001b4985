/** What became of a connection, as far as a log says so (docs/history.md). What it does not say is unknown. */
import type { Disposition } from '../../domain/history/fields';

const ALLOWED =
  /^(?:allow(?:ed)?|permit(?:ted)?|accept(?:ed)?|pass(?:ed)?|open|built|established|close|client-rst|server-rst|tcp_hit|tcp_miss|forward(?:ed)?|passthrough|bypass(?:ed)?|encrypt(?:ed)?|decrypt(?:ed)?|monitored|ip-conn)$/;
const DENIED =
  /^(?:den(?:y|ied)|drop(?:ped)?|block(?:ed)?|reject(?:ed)?|refused?|discard(?:ed)?|prevent(?:ed)?|quarantine(?:d)?|reset(?:-(?:client|server|both))?|drop-icmp|block-url|block-continue|sinkhole(?:d)?|denied-.*|tcp_denied.*|prohibit(?:ed)?|forbid(?:den)?|filtered|terminated?|blackhole(?:d)?|ban(?:ned)?|proxied-block)$/;
const ATTEMPTED = /^(?:timeout|attempt(?:ed)?|syn)$/;
/** Words that stand for what a product did, but are no answer to whether it let it through. */
const NEITHER = /^(?:alert|start|end|success(?:ful)?|ok|observed|failed|failure)$/;

/** In other languages, without their accents: what consoles that are not in English write. */
const ALLOWED_ELSEWHERE = wordsOf(`
  erlaubt erlauben zugelassen zulassen gestattet akzeptiert genehmigt durchgelassen
  autorise autorisee autoriser permis permise permettre accepte acceptee
  permitido permitida permitir autorizado autorizada aceptado aceptada aceptar
  consentito consentita consenti permesso permessa accettato accettata autorizzato
  aceito aceite liberado toegestaan toegelaten geaccepteerd dozwolone dozwolony zezwolono dopuszczono
  tillaten tillatet tilladt tillat sallittu povoleno povolen разрешено разрешен разрешить пропущено
  許可 允许 允許 放行 通过 허용`);
const DENIED_ELSEWHERE = wordsOf(`
  geblockt blockiert blockieren verweigert verweigern abgelehnt ablehnen verworfen verwerfen gesperrt abgewiesen untersagt
  unterbunden verhindert bloque bloquee bloquer refuse refusee rejete rejetee rejeter interdit interdite interdire abandonne
  denegado denegada denegar bloqueado bloqueada bloquear rechazado rechazada rechazar descartado descartada prohibido
  bloccato bloccata blocca negato negata rifiutato rifiutata scartato respinto vietato
  negado negada recusado recusada rejeitado rejeitada descartado geblokkeerd geweigerd afgewezen verworpen
  zablokowano zablokowany odrzucono odrzucony nekad nekat blockerad blokkert blokeret avvisad avvist afvist estetty hylatty
  blokovano zablokovano zamitnuto заблокировано заблокирован запрещено отклонено блокировать запретить сброшено
  拒否 遮断 破棄 拒绝 拒絕 阻止 阻断 阻斷 丢弃 차단 거부`);

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/).map(foldAccents));
}

function foldAccents(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** Of an action a firewall or a proxy took; `null`: the word is not known here. */
export function readVerdict(action: string): Disposition | null {
  const word = action.trim().toLowerCase().slice(0, 64);
  const first = word.split(/[\s:/(,]/, 1)[0] ?? '';
  for (const each of [word, first]) {
    if (NEITHER.test(each)) return 'unknown';
    if (DENIED.test(each)) return 'denied';
    if (ALLOWED.test(each)) return 'established';
    if (ATTEMPTED.test(each)) return 'attempted';
  }
  const folded = foldAccents(word);
  for (const each of [folded, foldAccents(first)]) {
    if (DENIED_ELSEWHERE.has(each)) return 'denied';
    if (ALLOWED_ELSEWHERE.has(each)) return 'established';
  }
  return null;
}

/** A word that is not known is no answer. */
export function dispositionOfAction(action: string): Disposition {
  return readVerdict(action) ?? 'unknown';
}

/** What fills a column of verdicts, and says whether something was let through. */
export function isVerdict(value: string): boolean {
  const verdict = readVerdict(value);
  return !/\s/.test(value.trim()) && (verdict === 'denied' || verdict === 'established');
}

/** Of a proxy or a web server, which has answered whatever it logs; a proxy's refusal is in its action, not its status. */
export function dispositionOfStatus(status: number): Disposition {
  return status >= 100 && status < 600 ? 'established' : 'unknown';
}

/** Of a web server that asks for a name, forbids or has enough: the request was refused (RFC 9110, 6585). Redirects and what is not there are answers. */
export function dispositionOfAnswer(status: number): Disposition {
  return status === 401 || status === 403 || status === 429 ? 'denied' : dispositionOfStatus(status);
}

/**
 * Of the TCP flags of all packets that one side sent (`SPA`, `...AP.SF`, `0x1b`).
 * @param packets `null`: not said
 */
export function dispositionOfFlags(flags: string, packets: number | null): Disposition {
  const has = readFlags(flags);
  if (has === null || has.size === 0) return 'unknown';
  if (has.has('S')) {
    if (!has.has('A')) return 'attempted';
    // A SYN-ACK alone is an answer to which nothing more is known.
    const more = has.has('P') || has.has('F') || (packets ?? 0) > 1;
    return more ? 'established' : 'unknown';
  }
  if (has.has('P') || has.has('F')) return 'established';
  if (has.has('R')) return has.has('A') && (packets ?? 1) === 1 ? 'denied' : 'unknown';
  return has.has('A') && (packets ?? 0) > 1 ? 'established' : 'unknown';
}

function readFlags(written: string): ReadonlySet<string> | null {
  const number = /^\s*(0x[0-9a-f]{1,4}|\d{1,4})\b/i.exec(written);
  if (number !== null) {
    const bits = Number(number[1]);
    return new Set([...'FSRPAUEC'].filter((_, place) => (bits >> place) % 2 === 1));
  }
  const text = written.trim().toUpperCase();
  return /^[FSRPAUECWNX.\s]{0,16}$/.test(text) ? new Set(text.replace(/[.\s]/g, '')) : null;
}

/**
 * Zeek's `conn_state`, which other tools use too: https://docs.zeek.org/en/master/scripts/base/protocols/conn/main.zeek.html. Not in it are
 * OTH, SHR and RSTRH, of which Zeek has not seen the beginning.
 */
export const ZEEK_STATES: ReadonlyMap<string, Disposition> = new Map<string, Disposition>([
  ...(['S1', 'SF', 'S2', 'S3', 'RSTO', 'RSTR'] as const).map((state) => [state, 'established'] as const),
  ...(['S0', 'SH', 'RSTOS0'] as const).map((state) => [state, 'attempted'] as const),
  ['REJ', 'denied'],
]);
/** Argus: https://openargus.org/using-argus/argus-wiki, the words of `state`. */
const WORDS: ReadonlyMap<string, Disposition> = new Map<string, Disposition>([
  ['CON', 'established'],
  ['EST', 'established'],
  ['ACC', 'established'],
  ['CLO', 'established'],
  ['FIN', 'established'],
  ['RSP', 'established'],
  ['ECR', 'established'],
  ['REQ', 'attempted'],
  ['INT', 'attempted'],
]);

/**
 * Of Argus' state: a word, or the flags of both sides (`FSPA_FSPA`).
 * @param both whether the direction says that both sides sent (`<->`)
 */
export function dispositionOfState(state: string, both: boolean): Disposition {
  const word = state.trim().toUpperCase();
  const known = ZEEK_STATES.get(word) ?? WORDS.get(word);
  if (known !== undefined) return known;
  if (word === 'ECO') return both ? 'established' : 'attempted';
  if (/^UR[A-Z]{0,4}$/.test(word)) return 'denied';
  const flags = /^([FSRPAUECW]{0,8})_([FSRPAUECW]{0,8})$/.exec(word);
  if (flags === null) return 'unknown';
  const [, asked = '', answered = ''] = flags;
  if (answered === '') return /[APF]/.test(asked.replace(/^RA$/, '')) ? 'established' : 'attempted';
  if (/^R?A?$/.test(answered) && answered.includes('R')) return /P/.test(asked) ? 'established' : 'denied';
  return answered.includes('S') && !asked.includes('A') ? 'attempted' : 'established';
}
