/** Text for XML 1.0, https://www.w3.org/TR/xml/#charsets. */

const SPECIAL: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const UNSAYABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** For elements and attributes alike. What XML cannot say at all becomes U+FFFD, so that it is seen to be missing. */
export function escapeXml(text: string): string {
  return keepXmlCharacters(text).replace(/[&<>"']/g, (character) => SPECIAL[character] ?? character);
}

/** Control characters, halves of surrogate pairs and noncharacters make a document malformed. */
export function keepXmlCharacters(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd').replace(UNSAYABLE, '\ufffd');
}
