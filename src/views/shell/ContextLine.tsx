import { Show } from 'solid-js';
import { LENS_NAMES } from '../../domain/coverage/lens-words';
import { EXPORT_TLP, useApp } from '../../state/app-state';
import { Explain } from '../pieces/Explain';
import { TlpMark } from '../pieces/TlpMark';
import { ExportMenu } from './ExportMenu';
import { ImportButton } from './ImportButton';
import { Mark } from './Mark';
import { OfflineMark } from './OfflineMark';
import { ReleaseChooser } from './ReleaseChooser';
import { UndoButtons } from './UndoButtons';
import './ContextLine.css';

/** What everything below is about: whose data, which ATT&CK release, counted how, marked how. And the doors. */
export function ContextLine() {
  const { workspace, demonstration, coverage, route } = useApp();
  const isDemonstration = () => workspace.name() === 'demonstration';
  const hasLens = () => route().screen === 'coverage' || route().screen === 'plan';
  return (
    <header class="context-line">
      <Mark isCurrent={route().screen === 'start'} />
      <div class="context-line-facts">
        <span class="context-line-workspace" data-demonstration={isDemonstration() ? '' : undefined}>
          {isDemonstration() ? 'Demonstration' : 'Own workspace'}
          <Show when={isDemonstration()}>
            <button type="button" class="context-line-leave" onClick={() => void demonstration.leave()}>
              Leave<span class="context-line-more"> the demonstration</span>
            </button>
          </Show>
        </span>
        <span class="context-line-release">
          <ReleaseChooser />
        </span>
        <Show when={hasLens()}>
          <span class="context-line-lens">{LENS_NAMES[coverage.settings().lens]} lens</span>
        </Show>
        <Explain label={<TlpMark tlp={EXPORT_TLP} />} name={`${EXPORT_TLP} marking`}>
          <p>
            Every export carries this Traffic Light Protocol marking: for your organisation and, where they need to
            know, its clients.
          </p>
        </Explain>
        <span class="context-line-offline">
          <OfflineMark />
        </span>
      </div>
      <div class="context-line-tools">
        <UndoButtons />
        <ImportButton />
        <ExportMenu />
      </div>
    </header>
  );
}
