import { createMemo, Show } from 'solid-js';
import { useApp } from '../../state/app-state';
import { SearchList } from './SearchList';
import { SearchPage } from './SearchPage';
import './Searches.css';

/** `#/hunts`: all searches and a new one; `/<search>`: what one found; `/<search>/<type>/<value>`: one sighting of it. */
export function SearchesScreen() {
  const { route } = useApp();
  const search = createMemo(() => route().detail[0] ?? null);
  return (
    <Show when={search()} keyed fallback={<SearchList />}>
      {(id) => <SearchPage id={id} />}
    </Show>
  );
}
