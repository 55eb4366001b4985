/**
 * Regular expressions that anybody may have written, run in time that grows with the text alone: the states that a text may
 * be in are kept side by side (Thompson 1968), and what follows from them is remembered. Nothing is ever tried again.
 */
import { failure, issue, type Result, success, WHOLE_FILE } from '../result';
import { compileProgram, type Instruction, MOST_INSTRUCTIONS } from './regex-program';
import { RegexFault, type RegexPlace, readRegex } from './regex-syntax';

export interface BoundedRegex {
  /** Whether it fits anywhere in the text. */
  test(text: string): boolean;
}

/** Characters of a pattern. */
const LONGEST_PATTERN = 10_000;

/**
 * @param flags of `i`, `m` and `s`; `u` and `g` change nothing
 * @returns what is beyond it fails as `regex-unsupported` with its name, what is no expression as `regex-invalid`
 */
export function compileBoundedRegex(pattern: string, flags = ''): Result<BoundedRegex> {
  const refuse = (code: string, message: string) =>
    failure(issue('error', code, WHOLE_FILE, message, { found: pattern.slice(0, 200), done: 'Not looked for.' }));
  if (pattern.length > LONGEST_PATTERN)
    return refuse('regex-unsupported', `Expressions of more than ${LONGEST_PATTERN} characters are not read.`);
  try {
    const program = compileProgram(readRegex(pattern, flags));
    if (program === null)
      return refuse('regex-unsupported', `This expression comes to more than ${MOST_INSTRUCTIONS} steps.`);
    return success(makeRunner(program));
  } catch (error) {
    if (!(error instanceof RegexFault)) throw error;
    const place = `at character ${error.at + 1}`;
    return error.isUnsupported
      ? refuse('regex-unsupported', `Regular expressions with ${error.message} are not read (${place}).`)
      : refuse('regex-invalid', `This is no regular expression: ${error.message} (${place}).`);
  }
}

const [START, WORD, NEWLINE, OTHER, END, LAST_NEWLINE] = [0, 1, 2, 3, 4, 5];
/** Beside the codes of characters. */
const [END_CODE, LAST_NEWLINE_CODE] = [-1, -2];
const ACCEPTED = -1;
const UNKNOWN = -2;
/** Remembered; then all is forgotten, and begun again. */
const MOST_STATES = 400;
const MOST_OTHERS = 4000;

interface State {
  /** Instructions that are waiting, before places are looked at: those depend on what comes next. */
  readonly waiting: readonly number[];
  /** Kind of the character before. */
  readonly before: number;
  /** By character; the last two are the end and a last line end. */
  readonly next: Int32Array;
}

function makeRunner(program: readonly Instruction[]): BoundedRegex {
  const marks = new Uint32Array(program.length);
  let round = 0;
  let states: State[] = [];
  let numbers = new Map<string, number>();
  let others = new Map<number, number>();
  const isAnchored = beginsAtStart(program);

  function stateOf(waiting: readonly number[], before: number): number {
    const key = `${before}:${waiting.join()}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    states.push({ waiting, before, next: new Int32Array(130).fill(UNKNOWN) });
    numbers.set(key, states.length - 1);
    return states.length - 1;
  }

  /** What is reached from where one waits, with a character of this kind ahead; `null`: the end of the expression. */
  function follow({ waiting, before }: State, ahead: number): readonly Instruction[] | null {
    round++;
    const reached: Instruction[] = [];
    const open = [...waiting];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const instruction = program[at];
      if (instruction === undefined || marks[at] === round) continue;
      marks[at] = round;
      if (instruction.kind === 'match') return null;
      if (instruction.kind === 'character') reached.push(instruction);
      else if (instruction.kind === 'split') open.push(instruction.to, instruction.or);
      else if (isAt(instruction.place, before, ahead)) open.push(instruction.to);
    }
    return reached;
  }

  function step(state: State, code: number): number {
    const ahead = kindOf(code);
    const reached = follow(state, ahead);
    if (reached === null) return ACCEPTED;
    if (code === END_CODE) return stateOf([], OTHER);
    const character = code === LAST_NEWLINE_CODE ? 10 : code;
    round++;
    const waiting: number[] = [];
    const wait = (at: number) => {
      if (marks[at] === round) return;
      marks[at] = round;
      waiting.push(at);
    };
    for (const instruction of reached)
      if (instruction.kind === 'character' && instruction.has(character)) wait(instruction.to);
    if (!isAnchored) wait(0);
    waiting.sort((a, b) => a - b);
    return stateOf(waiting, ahead === LAST_NEWLINE ? NEWLINE : ahead);
  }

  function advance(number: number, code: number): number {
    const state = states[number];
    if (state === undefined) return number;
    if (code < 128) {
      const slot = code < 0 ? 127 - code : code;
      const known = state.next[slot] ?? UNKNOWN;
      if (known !== UNKNOWN) return known;
      const next = step(state, code);
      state.next[slot] = next;
      return next;
    }
    const key = number * 0x110000 + code;
    const known = others.get(key);
    if (known !== undefined) return known;
    const next = step(state, code);
    others.set(key, next);
    return next;
  }

  function forget(): void {
    states = [];
    numbers = new Map();
    others = new Map();
  }

  return {
    test(text) {
      if (states.length > MOST_STATES || others.size > MOST_OTHERS) forget();
      let state = stateOf([0], START);
      for (let at = 0; at < text.length; at++) {
        let code = text.charCodeAt(at);
        if (code >= 0xd800 && code < 0xdc00) {
          code = text.codePointAt(at) ?? code;
          if (code > 0xffff) at++;
        }
        if (code === 10 && at === text.length - 1) code = LAST_NEWLINE_CODE;
        state = advance(state, code);
        if (state === ACCEPTED) return true;
        if (isAnchored && states[state]?.waiting.length === 0) return false;
        if (states.length > MOST_STATES || others.size > MOST_OTHERS) {
          const { waiting, before } = states[state] ?? { waiting: [], before: OTHER };
          forget();
          state = stateOf(waiting, before);
        }
      }
      return advance(state, END_CODE) === ACCEPTED;
    },
  };
}

function kindOf(code: number): number {
  if (code === END_CODE) return END;
  if (code === LAST_NEWLINE_CODE) return LAST_NEWLINE;
  if (code === 10) return NEWLINE;
  const isWord = (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
  return isWord ? WORD : OTHER;
}

function isAt(place: RegexPlace, before: number, ahead: number): boolean {
  switch (place) {
    case 'start':
      return before === START;
    case 'line-start':
      return before === START || before === NEWLINE;
    // As in PCRE: a line end that is the last character does not count.
    case 'end':
      return ahead === END || ahead === LAST_NEWLINE;
    case 'very-end':
      return ahead === END;
    case 'line-end':
      return ahead === END || ahead === LAST_NEWLINE || ahead === NEWLINE;
    case 'word-edge':
      return (before === WORD) !== (ahead === WORD);
    case 'no-word-edge':
      return (before === WORD) === (ahead === WORD);
  }
}

/** Every way through begins with the start of the text. */
function beginsAtStart(program: readonly Instruction[]): boolean {
  const [first] = program;
  return first?.kind === 'place' && first.place === 'start';
}
