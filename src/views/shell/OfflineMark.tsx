import CircleCheck from 'lucide-solid/icons/circle-check';
import CircleDashed from 'lucide-solid/icons/circle-dashed';
import CircleSlash from 'lucide-solid/icons/circle-slash';
import { createMemo } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { type OfflineState, offlineState, restProgress } from '../../state/offline';
import { Explain } from '../pieces/Explain';
import { describeOffline } from './offline-words';
import './OfflineMark.css';

const ICONS: Readonly<Record<OfflineState, typeof CircleCheck>> = {
  ready: CircleCheck,
  installing: CircleDashed,
  failed: CircleSlash,
  unsupported: CircleSlash,
};

/** Whether the network may go. */
export function OfflineMark() {
  const words = createMemo(() => describeOffline(offlineState(), restProgress()));
  return (
    <span class="offline-mark" data-state={offlineState()}>
      <Dynamic component={ICONS[offlineState()]} size={14} aria-hidden="true" />
      <Explain label={words().short}>
        <p>{words().long}</p>
      </Explain>
    </span>
  );
}
