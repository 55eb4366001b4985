import type { Problem, Task } from '../../state/problem';

/** What happened, what is safe, and what to do. */
export function describeProblem({ task, cause, detail }: Problem): string {
  const said = cause === 'other' && detail !== '' ? ` The browser says: ${detail.replace(/\.?$/, '.')}` : '';
  return `${describeTask(task)}${describeCause(cause)} ${describeSafety(task, cause)} ${advise(task, cause)}${said}`;
}

function describeTask(task: Task): string {
  switch (task.kind) {
    case 'read':
      return 'What is stored on this device could not be read';
    case 'save':
      return `Not saved: “${task.label}”`;
    case 'undo':
      return `Not undone: “${task.label}”`;
    case 'redo':
      return `Not done again: “${task.label}”`;
    case 'open-demonstration':
      return 'The demonstration estate could not be opened';
    case 'remove-demonstration':
      return 'The demonstration estate could not be deleted';
  }
}

function describeCause(cause: Problem['cause']): string {
  switch (cause) {
    case 'full':
      return ': the room that the browser allows this page is full.';
    case 'forbidden':
      return ': this browser lets the page store nothing, as in some private windows.';
    case 'unreachable':
      return ': its file could not be fetched.';
    case 'other':
      return '.';
  }
}

function describeSafety({ kind }: Task, cause: Problem['cause']): string {
  if (kind === 'open-demonstration' || kind === 'remove-demonstration') return 'Your own workspace is untouched.';
  if (cause === 'forbidden') return 'Nothing that was stored before is lost.';
  return kind === 'read' ? 'Nothing was changed.' : 'Everything saved before is safe.';
}

function advise({ kind }: Task, cause: Problem['cause']): string {
  switch (cause) {
    case 'full':
      return 'Remove releases that you do not need on the screen “Data”, or free space on the device; then try again.';
    case 'forbidden':
      return 'Open Vedette in an ordinary window, or allow this address to store data; then load the page again.';
    case 'unreachable':
      return 'Check the network, then try again.';
    case 'other':
      return kind === 'read' ? 'Load the page again.' : 'Try again; should it fail again, load the page again.';
  }
}
