/** Which encoding of before Unicode a text is in, by the letters that come of it; only where they are clear. */

export type LegacyEncoding = 'shift_jis' | 'gb18030' | 'euc-kr' | 'windows-1251' | 'koi8-r' | 'ibm866';

export const LEGACY_NAMES: Readonly<Record<LegacyEncoding, string>> = {
  shift_jis: 'Shift-JIS (Japanese)',
  gb18030: 'GBK (Chinese)',
  'euc-kr': 'EUC-KR (Korean)',
  'windows-1251': 'Windows-1251 (Cyrillic)',
  'koi8-r': 'KOI8-R (Cyrillic)',
  ibm866: 'DOS 866 (Cyrillic)',
};

const CYRILLIC = ['windows-1251', 'koi8-r', 'ibm866'] as const;
/** Fewer letters prove nothing. */
const FEWEST = 4;
const CLEARLY = 0.9;
/** Word for word in one case; another encoding of Cyrillic turns the case round. */
const WORD = /^(?:[А-ЯЁІЇЄҐЎ]?[а-яёіїєґў]+|[А-ЯЁІЇЄҐЎ]+)$/u;
const COMMON = /[оеаиОЕАИ]/u;
/** Of all letters in Russian, Ukrainian, Bulgarian and Serbian text, a third or more. */
const COMMON_SHARE = 0.22;

/** `null`: none is clear. */
export function guessLegacyEncoding(head: Uint8Array): LegacyEncoding | null {
  if (isJapanese(head)) return 'shift_jis';
  const cyrillic = CYRILLIC.find((encoding) => isCyrillic(decode(head, encoding) ?? ''));
  return cyrillic ?? tellPaired(head);
}

/** The last character may be cut. */
function decode(head: Uint8Array, encoding: LegacyEncoding): string | null {
  for (let cut = 0; cut < 4 && cut < head.length; cut++) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(head.subarray(0, head.length - cut));
    } catch {
      // With one byte less.
    }
  }
  return null;
}

/** Accented letters before others make kanji, too, but no kana. */
function isJapanese(head: Uint8Array): boolean {
  const text = decode(head, 'shift_jis') ?? '';
  const foreign = count(text, /\P{ASCII}/gu);
  const kana = count(text, /[\u3041-\u30ff]/g);
  const known = count(text, /[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]/g);
  return kana >= 2 && kana >= foreign * 0.1 && known >= foreign * CLEARLY;
}

function isCyrillic(text: string): boolean {
  const letters = count(text, /\p{Script=Cyrillic}/gu);
  const foreign = count(text, /[^\p{ASCII}\u00a0«»№–—“”„’…]/gu);
  const words = text.match(/[\p{L}]*\P{ASCII}[\p{L}]*/gu) ?? [];
  const inOneCase = words.filter((word) => WORD.test(word)).length;
  return (
    letters >= FEWEST &&
    letters >= foreign * CLEARLY &&
    inOneCase >= words.length * 0.8 &&
    count(text, new RegExp(COMMON, 'gu')) >= letters * COMMON_SHARE
  );
}

/** Chinese and Korean share their range of bytes: Korean syllables take only its first part. */
function tellPaired(head: Uint8Array): 'gb18030' | 'euc-kr' | null {
  let [pairs, korean, common] = [0, 0, 0];
  for (let at = 0; at < head.length; at++) {
    const lead = head[at] ?? 0;
    if (lead < 0x80) continue;
    const next = head[at + 1];
    if (next === undefined) break;
    if (lead < 0xa1 || next < 0xa1) return null;
    at++;
    if (lead <= 0xa9) continue;
    pairs++;
    if (lead >= 0xb0 && lead <= 0xc8) korean++;
    if (lead >= 0xb0 && lead <= 0xd7) common++;
  }
  if (pairs < FEWEST || common < pairs * CLEARLY) return null;
  return korean === pairs && pairs >= 8 ? 'euc-kr' : 'gb18030';
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
