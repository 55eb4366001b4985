/** Expressions of all rules over numbered questions: what several rules ask alike is asked once. */
import type { Expression, TextPattern, ValueTest } from './rule-model';
import type { NumberedTest } from './value-finder';

export interface FieldQuestion {
  readonly kind: 'field';
  readonly number: number;
  readonly field: string;
  /** Of values; any of them. */
  readonly tests: readonly NumberedTest[];
  readonly asksAbsent: boolean;
  readonly asksPresent: boolean;
  readonly same: readonly Extract<ValueTest, { readonly kind: 'same' }>[];
}

export interface KeywordQuestion {
  readonly kind: 'keyword';
  readonly number: number;
  readonly tests: readonly NumberedTest[];
}

export type Question =
  | FieldQuestion
  | KeywordQuestion
  | { readonly kind: 'all' | 'any'; readonly of: readonly Question[] }
  | { readonly kind: 'not'; readonly of: Question };

export interface QuestionMaker {
  compile(expression: Expression): Question;
}

export function makeQuestionMaker(): QuestionMaker {
  const tests = new Map<string, NumberedTest>();
  const questions = new Map<string, FieldQuestion | KeywordQuestion>();

  function numbered(test: ValueTest): NumberedTest {
    const key = JSON.stringify(test);
    const known = tests.get(key);
    if (known !== undefined) return known;
    const made = { number: tests.size, test };
    tests.set(key, made);
    return made;
  }

  function askField(field: string, asked: readonly ValueTest[]): FieldQuestion {
    const key = JSON.stringify([field, asked]);
    const known = questions.get(key);
    if (known?.kind === 'field') return known;
    const made: FieldQuestion = {
      kind: 'field',
      number: questions.size,
      field,
      tests: asked.filter(({ kind }) => !['absent', 'present', 'same'].includes(kind)).map(numbered),
      asksAbsent: asked.some(({ kind }) => kind === 'absent'),
      asksPresent: asked.some(({ kind }) => kind === 'present'),
      same: asked.filter((test) => test.kind === 'same'),
    };
    questions.set(key, made);
    return made;
  }

  function askKeyword(patterns: readonly TextPattern[]): KeywordQuestion {
    const key = JSON.stringify(patterns);
    const known = questions.get(key);
    if (known?.kind === 'keyword') return known;
    const made: KeywordQuestion = {
      kind: 'keyword',
      number: questions.size,
      tests: patterns.map((pattern) => numbered({ kind: 'text', pattern, number: null })),
    };
    questions.set(key, made);
    return made;
  }

  function compile(expression: Expression): Question {
    switch (expression.kind) {
      case 'field':
        return askField(expression.field, expression.tests);
      case 'keyword':
        return askKeyword(expression.patterns);
      case 'not':
        return { kind: 'not', of: compile(expression.of) };
      default:
        return { kind: expression.kind, of: expression.of.map(compile) };
    }
  }

  return { compile };
}

/** Fields that a question names. */
export function fieldsOfQuestion(question: Question): readonly string[] {
  switch (question.kind) {
    case 'field':
      return [question.field, ...question.same.map(({ field }) => field)];
    case 'keyword':
      return [];
    case 'not':
      return fieldsOfQuestion(question.of);
    default:
      return question.of.flatMap(fieldsOfQuestion);
  }
}

export function hasKeyword(question: Question): boolean {
  if (question.kind === 'keyword') return true;
  if (question.kind === 'not') return hasKeyword(question.of);
  return question.kind !== 'field' && question.of.some(hasKeyword);
}
