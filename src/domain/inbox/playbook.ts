/**
 * What may become of a package. Pure: whoever keeps packages reads one, asks here what it becomes, and writes that in the same
 * transaction. `null`: it cannot become that; somebody else was there first, and what is kept stays.
 */
import { type Issue, issue, WHOLE_FILE } from '../result';
import { type InboxPackage, type PackageArrival, PLAYBOOK, type PlaybookStep, type StepRecord } from './package';

type Changed = InboxPackage | null;

/** A step that ended neither well nor badly so often breaks the app: it is given up. A person may ask for it once more. */
export const MOST_ATTEMPTS = 4;

export function makePackage(id: string, arrival: PackageArrival): InboxPackage {
  return { ...arrival, id, otherNames: [], steps: [], begun: 0, standing: { kind: 'open' }, cameAgain: null };
}

/** The step it is at; `null`: none is left, or it is no longer open. */
export function findStep({ standing, steps }: Pick<InboxPackage, 'standing' | 'steps'>): PlaybookStep | null {
  return standing.kind === 'open' ? (PLAYBOOK[steps.length] ?? null) : null;
}

export function isDecided({ standing }: Pick<InboxPackage, 'standing'>): boolean {
  return standing.kind === 'accepted' || standing.kind === 'dismissed';
}

/** Before a step is begun, so that a step that ends the app is known when the app is opened again. */
export function beginStep(known: InboxPackage, step: PlaybookStep, at: string): Changed {
  if (findStep(known) !== step) return null;
  if (known.begun < MOST_ATTEMPTS) return { ...known, begun: known.begun + 1 };
  return step === 'read'
    ? refusePackage(known, [brokeEachTime()], at)
    : endStep(known, { step, at, became: 'failed', words: `It was begun ${MOST_ATTEMPTS} times and never ended.` });
}

/** The last one finishes the package. */
export function endStep(known: InboxPackage, record: StepRecord): Changed {
  if (findStep(known) !== record.step) return null;
  const steps = [...known.steps, record];
  const isLast = steps.length === PLAYBOOK.length;
  return {
    ...known,
    steps,
    begun: 0,
    standing: isLast ? { kind: 'finished', at: record.at, problem: null } : known.standing,
  };
}

/** It cannot be read: it stays, with the reason. */
export function refusePackage(known: InboxPackage, issues: readonly Issue[], at: string): Changed {
  return known.standing.kind === 'open' ? { ...known, begun: 0, standing: { kind: 'unreadable', at, issues } } : null;
}

/** From the beginning: what could not be read may be read by a newer version, or once there is room. */
export function retryPackage(known: InboxPackage): Changed {
  return known.standing.kind === 'unreadable' ? { ...known, steps: [], begun: 0, standing: { kind: 'open' } } : null;
}

export function beginAccepting(known: InboxPackage, at: string): Changed {
  return known.standing.kind === 'finished' ? { ...known, standing: { kind: 'accepting', at } } : null;
}

/** Nothing was imported: it waits as before. */
export function failAccepting(known: InboxPackage, problem: string, at: string): Changed {
  return known.standing.kind === 'accepting' ? { ...known, standing: { kind: 'finished', at, problem } } : null;
}

export function endAccepting(known: InboxPackage, receipt: string, search: string | null): Changed {
  if (known.standing.kind !== 'accepting') return null;
  return withoutBytes({ ...known, standing: { kind: 'accepted', at: known.standing.at, receipt, search } });
}

/** Somebody took it through the import instead, where more can be chosen: that is as good. */
export function settleImported(known: InboxPackage, receipt: string, at: string): Changed {
  const isWaiting = known.standing.kind === 'finished' || known.standing.kind === 'unreadable';
  return isWaiting ? withoutBytes({ ...known, standing: { kind: 'accepted', at, receipt, search: null } }) : null;
}

/** At any time before it is accepted; while steps are left, too. */
export function dismissPackage(known: InboxPackage, reason: string, at: string): Changed {
  if (isDecided(known) || known.standing.kind === 'accepting') return null;
  return withoutBytes({ ...known, begun: 0, standing: { kind: 'dismissed', at, reason } });
}

/** The same content came once more: it is not gone through again. */
export function meetAgain(known: InboxPackage, came: PackageArrival): InboxPackage {
  const { arrivedAt } = came;
  // It lies in the folder alone: it is found there under the name and date that it has now.
  const isMoved = !isDecided(known) && known.bytes === 'in-folder' && came.bytes === 'in-folder';
  const { fileName, size, fileDate } = isMoved ? came : known;
  const names = new Set([...known.otherNames, known.fileName, came.fileName]);
  names.delete(fileName);
  return {
    ...known,
    fileName,
    size,
    fileDate,
    otherNames: [...names].slice(0, MOST_NAMES),
    cameAgain: isDecided(known) ? arrivedAt : known.cameAgain,
  };
}

const MOST_NAMES = 20;

function withoutBytes(known: InboxPackage): InboxPackage {
  return { ...known, bytes: 'gone', content: '' };
}

function brokeEachTime(): Issue {
  return issue(
    'error',
    'package-broke',
    WHOLE_FILE,
    `Reading it was begun ${MOST_ATTEMPTS} times, and the app was closed or broke each time.`,
    { done: 'It was set aside. Ask for it once more, or dismiss it.' },
  );
}
