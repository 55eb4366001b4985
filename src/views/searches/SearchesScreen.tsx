import { createMemo, lazy, Match, Switch } from 'solid-js';
import { useApp } from '../../state/app-state';
import { SearchList } from './SearchList';
import { SearchPage } from './SearchPage';
import './Searches.css';

const RulesScreen = lazy(async () => ({ default: (await import('../rules/RulesScreen')).RulesScreen }));

/** No search is called so: their ids are made by chance. */
const RULES = 'rules';

/**
 * `#/hunts`: all searches and a new one; `/<search>`: what one found; `/<search>/<type>/<value>`: one sighting of it;
 * `/rules`: detection rules over the same histories.
 */
export function SearchesScreen() {
  const { route } = useApp();
  const search = createMemo(() => route().detail[0] ?? null);
  return (
    <Switch fallback={<SearchList />}>
      <Match when={search() === RULES}>
        <RulesScreen />
      </Match>
      <Match when={search()} keyed>
        {(id) => <SearchPage id={id} />}
      </Match>
    </Switch>
  );
}
