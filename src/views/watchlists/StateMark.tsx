import CircleCheck from 'lucide-solid/icons/circle-check';
import CircleOff from 'lucide-solid/icons/circle-off';
import Clock from 'lucide-solid/icons/clock';
import { Dynamic } from 'solid-js/web';
import type { WatchlistFigures } from '../../state/history';
import { STATE_WORDS } from './watchlist-words';

const ICONS = { active: CircleCheck, expired: CircleOff, 'not-yet': Clock } as const;

/** Whether a list is in force today: a sign and the word. */
export function StateMark(props: { readonly state: WatchlistFigures['state'] }) {
  return (
    <span class="watch-state" data-state={props.state}>
      <Dynamic component={ICONS[props.state]} size={14} aria-hidden="true" />
      {STATE_WORDS[props.state]}
    </span>
  );
}
