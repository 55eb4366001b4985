/** A folder of rules as a ZIP or tar archive (`.tar.gz` comes unfolded): every YAML file in it is read as rules. */
import { excerpt, issue, type Result, success, WHOLE_FILE } from '../domain/result';
import { listArchive } from './archive-entries';
import { makeRuleCollector, type RuleReading } from './rule-files';
import { YAML_NAME } from './rule-heads';
import { decodeText } from './text-decoding';

/** A collection in one file may hold thousands of rules; each of its documents has a limit of its own. */
const LARGEST_FILE = 32 * 1024 * 1024;
export interface RuleArchiveReading extends RuleReading {
  readonly files: number;
  /** Files that are no YAML, by ending. */
  readonly others: Readonly<Record<string, number>>;
}

export function readRuleArchive(bytes: Uint8Array): Result<RuleArchiveReading> {
  const entries = listArchive(bytes);
  if (!entries.ok) return entries;
  const collector = makeRuleCollector();
  const others = new Map<string, number>();
  let files = 0;
  for (const entry of entries.value) {
    if (!YAML_NAME.test(entry.path) || /(?:^|\/)(?:__MACOSX\/|\._)/.test(entry.path)) {
      const ending = /\.[a-z0-9]{1,8}$/i.exec(entry.path)?.[0].toLowerCase() ?? 'no ending';
      others.set(ending, (others.get(ending) ?? 0) + 1);
      continue;
    }
    files++;
    const content = entry.read(LARGEST_FILE);
    const text = content.ok ? decodeText(content.value) : content;
    if (text.ok) collector.addYaml(text.value, entry.path.split('/').at(-1) ?? entry.path, entry.path);
    else
      for (const found of text.issues.slice(0, 1))
        collector.reject({ ...found, place: { kind: 'path', path: excerpt(entry.path, 200) } });
  }
  const read = collector.finish();
  const skipped = [...others].sort((a, b) => b[1] - a[1]).map(([ending, count]) => `${count} ${ending}`);
  const note = issue('note', 'archive-other-files', WHOLE_FILE, 'Files that are no YAML were not looked at.', {
    found: excerpt(skipped.join(', '), 200),
    done: 'Left out.',
  });
  const issues = [...entries.issues, ...(skipped.length > 0 ? [note] : []), ...read.issues];
  return success({ ...read, issues, files, others: Object.fromEntries(others) }, []);
}
