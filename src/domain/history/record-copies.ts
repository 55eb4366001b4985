/** Records that a search matched are kept whole, in segments of the search, with what matched and where they are from. */

/** Beside the record's own fields. */
export const COPY_FIELDS = {
  history: 'vedette.history',
  /** The line as it stands in the file. */
  source: 'vedette.source',
  /** Of each match type, field and value, separated by tabs; a line each. */
  matches: 'vedette.matches',
} as const;

export interface RecordMatch {
  readonly type: string;
  readonly value: string;
  /** Empty: of a pattern, which looks at several. */
  readonly field: string;
}

export interface CopiedRecord {
  readonly history: string;
  /** `null`: not known. */
  readonly source: string | null;
  readonly matches: readonly RecordMatch[];
}

/** What is added to a copy, by field. */
export function writeCopyFields({
  history,
  source,
  matches,
}: CopiedRecord): (readonly [field: string, text: string])[] {
  return [
    [COPY_FIELDS.history, history],
    ...(source === null ? [] : ([[COPY_FIELDS.source, source]] as const)),
    [COPY_FIELDS.matches, matches.map(writeMatch).join('\n')],
  ];
}

/** A pattern may have several lines: what divides the parts is escaped within them. */
function writeMatch({ type, value, field }: RecordMatch): string {
  return [type, field, value].map((part) => part.replace(/[\\\t\n]/g, (mark) => ESCAPES[mark] ?? mark)).join('\t');
}

export function readMatch(written: string): RecordMatch {
  const [type = '', field = '', value = ''] = written
    .split('\t')
    .map((part) => part.replace(/\\[\\tn]/g, (escaped) => MARKS[escaped] ?? escaped));
  return { type, field, value };
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n' };
const MARKS: Readonly<Record<string, string>> = { '\\\\': '\\', '\\t': '\t', '\\n': '\n' };
