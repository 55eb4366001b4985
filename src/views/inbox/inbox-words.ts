import { formatCounted } from '../../domain/format';
import type { InboxPackage, PlaybookStep } from '../../domain/inbox/package';
import { findStep, isDecided } from '../../domain/inbox/playbook';

export const STEP_WORDS: Readonly<Record<PlaybookStep, string>> = {
  read: 'Read',
  context: 'Looked up',
  search: 'Searched for',
  draft: 'Written up',
};

const NEXT_WORDS: Readonly<Record<PlaybookStep, string>> = {
  read: 'Waits to be read',
  context: 'Being looked up',
  search: 'Being searched for',
  draft: 'Being written up',
};

/** "Waits for you", "Could not be read". @param doing what this tab does with it at the moment; `null`: nothing */
export function describeStanding(known: InboxPackage, doing: string | null): string {
  const step = findStep(known);
  if (step !== null) return doing ?? NEXT_WORDS[step];
  switch (known.standing.kind) {
    case 'unreadable':
      return 'Could not be read';
    case 'accepting':
      return doing ?? 'Being imported';
    case 'accepted':
      return 'Accepted';
    case 'dismissed':
      return 'Dismissed';
    case 'finished':
      return known.standing.problem === null ? 'Waits for you' : 'Could not be imported';
    default:
      return 'Being written up';
  }
}

/** "2 packages wait for you; 1 could not be read; 1 is being worked on." */
export function writeInboxAnswer(packages: readonly InboxPackage[], arriving: number): string {
  const count = (fits: (known: InboxPackage) => boolean) => packages.filter(fits).length;
  const waiting = count(({ standing }) => standing.kind === 'finished');
  const unreadable = count(({ standing }) => standing.kind === 'unreadable');
  const open = count((known) => !isDecided(known)) - waiting - unreadable + arriving;
  const parts = [
    waiting === 0 ? '' : `${formatCounted(waiting, 'package waits', 'packages wait')} for you`,
    unreadable === 0 ? '' : `${formatCounted(unreadable, waiting === 0 ? 'package' : 'other')} could not be read`,
    open === 0 ? '' : `${formatCounted(open, 'package is', 'packages are')} being worked on`,
  ].filter((part) => part !== '');
  if (parts.length > 0) return `${parts.join('; ')}.`;
  return packages.length === 0 ? 'Nothing has come in yet.' : 'Everything that came in is decided.';
}

/** What a step said; empty: it has not ended. */
export function wordsOf({ steps }: Pick<InboxPackage, 'steps'>, step: PlaybookStep): string {
  return steps.find((record) => record.step === step)?.words ?? '';
}
