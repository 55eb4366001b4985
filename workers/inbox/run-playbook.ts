import type { Finding, Findings } from '../../src/domain/inbox/findings';
import type { InboxPackage, PlaybookStep, StepRecord } from '../../src/domain/inbox/package';
import { describeContext, describeRead, describeSearch } from '../../src/domain/inbox/package-words';
import { beginStep, findStep, refusePackage } from '../../src/domain/inbox/playbook';
import { type Issue, issue, WHOLE_FILE } from '../../src/domain/result';
import { writeInboxNote } from '../../src/formats/inbox-note-markdown';
import type { InboxDatabase } from '../../src/store/inbox-database';
import { changePackage, keepStep, readFindings } from '../../src/store/inbox-packages';
import type { InboxGround, InboxProgress } from '../contract/inbox';
import { findContext } from './context-step';
import { lookThroughLog } from './look-through-log';
import { type PackageInHand, takeInHand } from './package-in-hand';
import { describeReading, SHOWN_ISSUES } from './read-step';
import { searchPackage } from './search-step';

/** What a step came to. */
interface StepAnswer {
  readonly became: StepRecord['became'];
  readonly words: string;
  readonly finding: Finding | null;
}

const DOING: Readonly<Record<PlaybookStep, string>> = {
  read: 'Reading',
  context: 'Looking up what is known of it',
  search: 'Searching the histories',
  draft: 'Writing the note',
};

/**
 * Does the steps that are left of a package, one after the other; what each found is kept before the next one begins. Whoever calls it
 * holds the lock of the package.
 */
export async function runPlaybook(
  db: InboxDatabase,
  id: string,
  ground: InboxGround,
  onProgress: (progress: InboxProgress) => void,
): Promise<void> {
  let hand: PackageInHand | null = null;
  let words = '';
  const tell = (share: number | null) => onProgress({ id, words, share });
  for (;;) {
    const known = await db.packages.get(id);
    const step = known === undefined ? null : findStep(known);
    if (known === undefined || step === null) return;
    const begun = await changePackage(db, id, (each) => beginStep(each, step, new Date().toISOString()));
    // Given up, dismissed meanwhile, or at it the last time.
    if (begun === null || findStep(begun) !== step) continue;
    words = DOING[step];
    tell(null);
    hand ??= takeInHand(db, begun, tell);
    if (step === 'read') await doReading(db, hand);
    else await doStep(db, hand, step, ground, tell);
  }
}

async function doReading(db: InboxDatabase, hand: PackageInHand): Promise<void> {
  const { id } = hand.known;
  const read = await settle(() => hand.read());
  const at = new Date().toISOString();
  if (read instanceof Broken || !read.ok) {
    const issues = read instanceof Broken ? [read.issue] : read.issues;
    await changePackage(db, id, (known) => refusePackage(known, issues.slice(0, SHOWN_ISSUES), at));
    return;
  }
  const finding = describeReading(read.value, read.issues);
  await keepStep(db, id, { step: 'read', at, became: 'done', words: describeRead(finding) }, finding);
}

/** What fails here fails alone: the rest is found out all the same, and the note says what is missing. */
async function doStep(
  db: InboxDatabase,
  hand: PackageInHand,
  step: Exclude<PlaybookStep, 'read'>,
  ground: InboxGround,
  tell: (share: number | null) => void,
): Promise<void> {
  const { id } = hand.known;
  const answer = await settle(() => answerStep(db, hand, step, ground, tell));
  const { became, words, finding } =
    answer instanceof Broken ? { became: 'failed' as const, words: answer.issue.message, finding: null } : answer;
  await keepStep(db, id, { step, at: new Date().toISOString(), became, words }, finding);
}

async function answerStep(
  db: InboxDatabase,
  hand: PackageInHand,
  step: Exclude<PlaybookStep, 'read'>,
  ground: InboxGround,
  tell: (share: number | null) => void,
): Promise<StepAnswer> {
  const at = new Date().toISOString();
  if (step === 'draft') {
    const [known, findings] = [await db.packages.get(hand.known.id), await readFindings(db, hand.known.id)];
    return draft(known ?? hand.known, findings, at);
  }
  const read = await hand.read();
  if (!read.ok) return failed(read.issues);
  if (step === 'context') {
    const finding = await findContext(hand, ground, at);
    return { became: 'done', words: describeContext(finding), finding };
  }
  const isLog = read.value.reading.detail.kind === 'history';
  const found = isLog ? await lookThroughLog(hand, at) : await searchPackage(hand, at, tell);
  if (!found.ok) return failed(found.issues);
  if (found.value === null)
    return { became: 'left-out', words: isLog ? NOTHING_WATCHED : NOTHING_TO_SEARCH, finding: null };
  return { became: 'done', words: describeSearch(found.value), finding: found.value };
}

const NOTHING_TO_SEARCH = 'There is nothing to look for, or no history to look in.';
const NOTHING_WATCHED = 'No watchlist is in force: there is nothing to look for in it.';

function draft(known: InboxPackage, findings: Findings, at: string): StepAnswer {
  const markdown = writeInboxNote(known, findings, at);
  return { became: 'done', words: 'The note is written.', finding: { step: 'draft', markdown } };
}

function failed([first]: readonly Issue[]): StepAnswer {
  return { became: 'failed', words: first?.message ?? 'It could not be done.', finding: null };
}

class Broken {
  constructor(readonly issue: Issue) {}
}

/** A bug of ours, or a file that is more than a reader bears, must not keep the other packages waiting. */
async function settle<Answer>(work: () => Promise<Answer>): Promise<Answer | Broken> {
  try {
    return await work();
  } catch (error) {
    const message = `This failed in a way we did not foresee: ${error instanceof Error ? error.message : String(error)}`;
    return new Broken(
      issue('error', 'package-broke', WHOLE_FILE, message, { done: 'Nothing was written into your workspace.' }),
    );
  }
}
