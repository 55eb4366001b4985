import { type Accessor, createEffect, on } from 'solid-js';
import { parseTacticId } from '../domain/attack/identifiers';
import { RULE_FILTERS } from '../domain/coverage/rule-index';
import { TECHNIQUE_STATES } from '../domain/coverage/state';
import type { CoverageFilters } from './coverage-filters';
import type { Route } from './route';

type Filters = Omit<CoverageFilters, 'clear'>;

/** Filters of the matrix as the end of its address: `?tactic=TA0002&states=blind,partial&rules=no+rule&text=shell`; empty: none. */
export function writeFilters({
  tactic,
  states,
  rules,
  text,
}: Pick<Filters, 'tactic' | 'states' | 'rules' | 'text'>): string {
  const query = new URLSearchParams();
  const chosen = tactic();
  if (chosen !== null) query.set('tactic', chosen);
  if (states().length > 0) query.set('states', states().join(','));
  if (rules() !== 'any') query.set('rules', rules());
  if (text().trim() !== '') query.set('text', text().trim());
  const written = query.toString();
  return written === '' ? '' : `?${written}`;
}

/** What an address does not say, or says wrongly, is not filtered by. */
export function readFilters(hash: string, { chooseTactic, chooseStates, chooseRules, search }: Filters): void {
  const query = new URLSearchParams(hash.slice(hash.indexOf('?') + 1));
  const named = (query.get('states') ?? '').split(',');
  chooseTactic(parseTacticId(query.get('tactic') ?? ''));
  chooseStates(TECHNIQUE_STATES.filter((state) => named.includes(state)));
  chooseRules(RULE_FILTERS.find((filter) => filter === query.get('rules')) ?? 'any');
  search(query.get('text') ?? '');
}

/**
 * Keeps the filters in the address of the matrix, so that a reload and a bookmark show the same. Links within the app
 * name none: then what was chosen stays.
 */
export function createFilterAddress(route: Accessor<Route>, filters: Filters): void {
  createEffect(
    on(route, ({ screen }) => {
      const { hash } = location;
      if (screen === 'coverage' && hash.includes('?') && cut(hash) !== writeFilters(filters))
        readFilters(hash, filters);
    }),
  );
  createEffect(() => {
    const written = writeFilters(filters);
    if (route().screen !== 'coverage' || cut(location.hash) === written) return;
    const bare = location.hash.split('?', 1)[0];
    // No entry of its own: going back leaves the screen, not the last letter that was typed.
    history.replaceState(history.state, '', `${bare}${written}`);
  });
}

function cut(hash: string): string {
  const at = hash.indexOf('?');
  return at < 0 ? '' : hash.slice(at);
}
