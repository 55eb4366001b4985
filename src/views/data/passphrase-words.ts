/** What can honestly be said of a passphrase while it is typed: its length and whether it repeats itself, no more. */

/** Characters: about five words, or a password as managers make them. */
const ENOUGH = 20;
const FEW_KINDS = 6;

/** Empty where there is nothing to say. */
export function describePassphrase(text: string): string {
  const characters = [...text];
  if (characters.length === 0) return '';
  if (isRepetitive(characters)) return 'It repeats itself: that is found early, however long it is.';
  if (characters.length < ENOUGH) return `${characters.length} of at least ${ENOUGH} characters.`;
  return 'Long enough, if it is random. Only length and repetition are looked at, not whether it can be guessed.';
}

/** Few different characters, or one piece over and over. */
function isRepetitive(characters: readonly string[]): boolean {
  if (characters.length < 4) return false;
  const folded = characters.map((character) => character.toLowerCase());
  if (new Set(folded).size < Math.min(FEW_KINDS, folded.length / 2 + 1)) return true;
  for (let unit = 1; unit <= folded.length / 2; unit++) {
    if (folded.every((character, at) => character === folded[at % unit])) return true;
  }
  return false;
}
