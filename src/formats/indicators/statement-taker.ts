import type { Observable } from '../../domain/indicators/observable';
import { type IndicatorStatement, makeStatement } from '../../domain/indicators/statement';
import { excerpt, issue, type Place } from '../../domain/result';
import type { IndicatorContext, IndicatorFacts } from './indicator-reader';

export interface StatementTaker {
  give(found: Observable, written: string, place: string, said?: Partial<IndicatorStatement>): void;
  givePattern(text: string, place: string, said: Partial<IndicatorStatement>): void;
  reject(place: Place, message: string, found: string, code?: string): void;
  /** Given and rejected. */
  readonly items: number;
  readonly given: number;
}

/** Counts what comes out of a file: nothing that was an item is lost. */
export function makeStatementTaker(context: IndicatorContext): StatementTaker {
  let items = 0;
  let given = 0;
  return {
    give(found, written, place, said) {
      items++;
      given++;
      context.sink.add(makeStatement(found.type, found.value, written, place, said));
    },
    givePattern(text, place, said) {
      items++;
      given++;
      context.sink.add(makeStatement('pattern', text, text, place, said));
    },
    reject(place, message, found, code = 'indicator-unreadable') {
      items++;
      context.reject(issue('warning', code, place, message, { found: excerpt(found), done: 'Left out.' }));
    },
    get items() {
      return items;
    },
    get given() {
      return given;
    },
  };
}

export function makeFacts(items: number, said: Partial<IndicatorFacts> = {}): IndicatorFacts {
  return { name: '', publisher: '', published: null, marking: null, items, ...said };
}
