import { createEffect, For, Match, on, Show, Switch } from 'solid-js';
import { useApp } from '../../state/app-state';
import type { ImportItem } from '../../state/import-session';
import { Button } from '../pieces/Button';
import { takeTurn } from '../pieces/turns';
import { ImportPreview } from './ImportPreview';
import { ImportProgress } from './ImportProgress';
import { ImportReceipt } from './ImportReceipt';
import { ImportRefusal } from './ImportRefusal';
import { tellObstacle } from './import-words';
import { PastedTable } from './PastedTable';
import './ImportPanel.css';

/** Every file on its way in, above the screen one is on: nothing is covered, and nothing is written unseen. */
export function ImportPanel() {
  const { imports } = useApp();
  let heading: HTMLHeadingElement | undefined;
  const previews = () => imports.items().flatMap((item) => (item.stage === 'preview' ? [item] : []));
  const ready = () => previews().filter((item) => tellObstacle(item) === null);
  const settled = () => imports.items().filter(({ stage }) => stage === 'refused' || stage === 'done');

  // Files came, or one became a preview: that is where to look now. Progress moves nothing.
  createEffect(
    on(
      () => [imports.items().length, previews().length] as const,
      (now, before) => {
        if (before === undefined || (now[0] <= before[0] && now[1] <= before[1])) return;
        // After layout: both ask for one, and it would be in the same task as the drawing.
        takeTurn(() => {
          heading?.focus({ preventScroll: true });
          heading?.scrollIntoView({ block: 'nearest' });
        });
      },
    ),
  );

  function importAll(): void {
    for (const { file } of ready()) void imports.commit(file);
  }

  function closeSettled(): void {
    for (const { file } of settled()) imports.dismiss(file);
  }

  return (
    <Show when={imports.items().length > 0}>
      <section class="import-panel" aria-labelledby="import-panel-title">
        <header class="import-panel-head">
          <h2 ref={heading} id="import-panel-title" class="import-panel-title" tabindex="-1">
            Import
          </h2>
          <Show when={previews().length > 1 && ready().length > 0}>
            <Button kind="primary" onClick={importAll}>
              {ready().length === previews().length ? 'Import all' : 'Import the'} {ready().length}
              {ready().length === previews().length ? '' : ' that are ready'}
            </Button>
          </Show>
          <Show when={settled().length > 1}>
            <Button onClick={closeSettled}>Close {settled().length} finished</Button>
          </Show>
        </header>
        {/* By file: an item is a new object with every step forward. */}
        <For each={imports.items().map(({ file }) => file)}>
          {(file) => <ImportStage item={imports.items().find((item) => item.file === file)} />}
        </For>
      </section>
    </Show>
  );
}

function ImportStage(props: { readonly item: ImportItem | undefined }) {
  return (
    <div class="import-panel-item">
      <Switch>
        <Match when={is(props.item, 'reading') ?? is(props.item, 'writing')}>
          {(item) => <ImportProgress item={item()} />}
        </Match>
        <Match when={is(props.item, 'preview')}>{(item) => <ImportPreview item={item()} />}</Match>
        <Match when={is(props.item, 'pasted')}>{(item) => <PastedTable item={item()} />}</Match>
        <Match when={is(props.item, 'refused')}>{(item) => <ImportRefusal item={item()} />}</Match>
        <Match when={is(props.item, 'done')}>{(item) => <ImportReceipt item={item()} />}</Match>
      </Switch>
    </div>
  );
}

function is<Stage extends ImportItem['stage']>(
  item: ImportItem | undefined,
  stage: Stage,
): Extract<ImportItem, { readonly stage: Stage }> | undefined {
  return item?.stage === stage ? (item as Extract<ImportItem, { readonly stage: Stage }>) : undefined;
}
