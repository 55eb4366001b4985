/** Text of others as Markdown: CommonMark with the tables and task lists of GitHub (https://github.github.com/gfm/). */

/**
 * Names come from files and spreadsheets of others: nothing in them may become a link, a heading, HTML or another cell.
 * Line ends would end a cell or a list item.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
      .replace(/[\\`*_{}[\]<>|~]/g, '\\$&')
      // Only what would be read as a character: "ATT&CK" stays what it is, wherever it is pasted.
      .replace(/&(?=#?\w+;)/g, '&amp;')
      .replace(/!(?=\\\[)/g, '\\!')
      .replace(/#/g, '\\#')
      // What GitHub makes links of by itself, and whom it would notify.
      .replace(/(?<=https?|ftp):(?=\/\/)/gi, '&#58;')
      .replace(/\bwww\./gi, (found) => `${found.slice(0, -1)}&#46;`)
      .replace(/@/g, '&#64;')
      .trim()
  );
}

/** What would make a list, a heading or a rule of a line that begins with it. */
export function escapeMarkdownStart(text: string): string {
  return text.replace(/^(?=[-+=])/, '\\').replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/** @param cells escaped already */
export function writeMarkdownTable(
  columns: readonly { readonly title: string; readonly isNumeric: boolean }[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => escapeMarkdown(title))),
    line(columns.map(({ isNumeric }) => (isNumeric ? '---:' : '---'))),
    ...rows.map((row) => line(columns.map((_, at) => row[at] ?? ''))),
  ].join('\n');
}

/**
 * A fenced code block. Nothing in it ends it: its fence is longer than any run of backticks within. Of control characters
 * only line ends and tabs are kept, since others have no picture and terminals obey some.
 */
export function writeCodeBlock(text: string, language = ''): string {
  const clean = text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\n+$/, '');
  const longest = Math.max(0, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}${language.replace(/[^\w-]/g, '')}\n${clean}\n${fence}`;
}
