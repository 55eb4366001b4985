import type { StoredSignal } from '../../state/alerts';
import { DetailPanel } from '../pieces/DetailPanel';
import { SignalFacts } from './SignalFold';

/** One signal by itself: how sure, what was measured, and its records. */
export function SignalPanel(props: { readonly signal: StoredSignal; readonly onClose: () => void }) {
  return (
    <DetailPanel title={props.signal.title} label={`Signal about ${props.signal.host}`} onClose={props.onClose}>
      <div class="history-panel">
        <p>
          <span class="history-value">{props.signal.host}</span>, score <strong>{props.signal.score.toFixed(2)}</strong>
        </p>
        <SignalFacts signal={props.signal} areRecordsShown />
      </div>
    </DetailPanel>
  );
}
