import { createEffect, createSignal, For, on, Show } from 'solid-js';
import type { CatalogFacts } from '../../domain/attack/catalog-facts';
import type { ComponentProse, StrategyProse, TechniqueReading } from '../../domain/attack/prose';
import { formatCounted } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { createTechniqueReading } from '../../state/releases';
import { Button } from '../pieces/Button';
import { Fold } from '../pieces/Fold';
import { chooseFiles } from '../shell/ImportButton';
import { joinWords, nameRelease } from './coverage-words';
import { ProseText } from './ProseText';
import './TechniqueProse.css';

/** What ATT&CK says about the technique, where its official bundle was imported; else how to get it. */
export function TechniqueProse(props: { readonly techniqueId: string; readonly facts: CatalogFacts }) {
  const reading = createTechniqueReading(useApp(), () => props.techniqueId);
  /** `latest`: what is there stays while the next is fetched, and a failed fetch throws nothing. */
  const known = () => (reading.error === undefined ? reading.latest : null);
  const shown = () => {
    const current = known();
    return current?.technique.id === props.techniqueId ? current : undefined;
  };
  return (
    <section class="technique-section technique-prose" aria-label="What ATT&CK says">
      <h3>What ATT&CK says</h3>
      <Show when={shown()} fallback={<Show when={known() === null}>{<NoProse facts={props.facts} />}</Show>}>
        {(current) => <Reading reading={current()} />}
      </Show>
    </section>
  );
}

function NoProse(props: { readonly facts: CatalogFacts }) {
  return (
    <>
      <p class="technique-panel-note">
        Vedette comes without ATT&CK’s texts. Import the official bundle of {nameRelease(props.facts)},{' '}
        <code>{`${props.facts.domain}-${props.facts.release}.json`}</code>, to read its descriptions, channels and
        detection advice here.
      </p>
      <div class="prose-more">
        <Button kind="quiet" onClick={chooseFiles}>
          Choose the file
        </Button>
      </div>
    </>
  );
}

function Reading(props: { readonly reading: TechniqueReading }) {
  const technique = () => props.reading.technique;
  const componentOf = (id: string) => props.reading.components.find((each) => each.id === id);
  return (
    <>
      <Show when={technique().description !== ''} fallback={<p class="technique-panel-note">No description.</p>}>
        <Description text={technique().description} />
      </Show>
      <Show when={technique().detection !== '' || technique().componentDetections.length > 0}>
        <Fold summary="How to detect it">
          <div class="prose">
            <ProseText text={technique().detection} />
            <For each={technique().componentDetections}>
              {({ component, text }) => (
                <>
                  <h4 class="prose-subtitle">{componentOf(component)?.name ?? component}</h4>
                  <ProseText text={text} />
                </>
              )}
            </For>
          </div>
        </Fold>
      </Show>
      <For each={technique().strategies}>
        {(strategy) => <Strategy strategy={strategy} components={props.reading.components} />}
      </For>
      <Show when={technique().mitigations.length > 0}>
        <Fold summary="Mitigations" state={String(technique().mitigations.length)}>
          <div class="prose">
            <For each={technique().mitigations}>
              {({ id, name, text }) => (
                <>
                  <h4 class="prose-subtitle">
                    {name} <span class="technique-panel-note">{id}</span>
                  </h4>
                  <ProseText text={text} />
                </>
              )}
            </For>
          </div>
        </Fold>
      </Show>
      <p class="prose-source">© The MITRE Corporation, from the bundle you imported.</p>
    </>
  );
}

/** The first lines; the rest on request. */
function Description(props: { readonly text: string }) {
  const [isOpen, setOpen] = createSignal(false);
  const [isLong, setLong] = createSignal(false);
  let body: HTMLDivElement | undefined;
  createEffect(
    on(
      () => props.text,
      () => {
        setOpen(false);
        queueMicrotask(() => setLong(body !== undefined && body.scrollHeight > body.clientHeight + 1));
      },
    ),
  );
  return (
    <>
      <div ref={body} class="prose prose-first" data-open={isOpen() ? '' : undefined}>
        <ProseText text={props.text} />
      </div>
      <Show when={isLong()}>
        <div class="prose-more">
          <Button kind="quiet" onClick={() => setOpen(!isOpen())}>
            {isOpen() ? 'Show less' : 'Read on'}
          </Button>
        </div>
      </Show>
    </>
  );
}

function Strategy(props: { readonly strategy: StrategyProse; readonly components: readonly ComponentProse[] }) {
  const nameOf = (id: string) => props.components.find((each) => each.id === id)?.name ?? id;
  return (
    <Fold summary={`${props.strategy.id} ${props.strategy.name}`} state={countAnalytics(props.strategy)}>
      <div class="prose">
        <For each={props.strategy.analytics}>
          {(analytic) => (
            <>
              <h4 class="prose-subtitle">
                {analytic.name}{' '}
                <span class="technique-panel-note">{[analytic.id, joinWords(analytic.platforms)].join(', ')}</span>
              </h4>
              <ProseText text={analytic.description} />
              <Show when={analytic.logSources.length > 0}>
                <table class="prose-table">
                  <thead>
                    <tr>
                      <th>Log source and channel</th>
                      <th>Data component</th>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={analytic.logSources}>
                      {(source) => (
                        <tr>
                          <td>
                            <code>{source.name}</code>
                            <div>{source.channel}</div>
                          </td>
                          <td>{nameOf(source.component)}</td>
                        </tr>
                      )}
                    </For>
                  </tbody>
                </table>
              </Show>
              <Show when={analytic.mutableElements.length > 0}>
                <dl class="prose-elements">
                  <For each={analytic.mutableElements}>
                    {({ field, description }) => (
                      <>
                        <dt>{field}</dt>
                        <dd>{description}</dd>
                      </>
                    )}
                  </For>
                </dl>
              </Show>
            </>
          )}
        </For>
        <Components strategy={props.strategy} components={props.components} />
      </div>
    </Fold>
  );
}

/** What the components are that its analytics name. */
function Components(props: { readonly strategy: StrategyProse; readonly components: readonly ComponentProse[] }) {
  const named = () => {
    const ids = new Set(props.strategy.analytics.flatMap(({ logSources }) => logSources.map((each) => each.component)));
    return props.components.filter(({ id, description }) => ids.has(id) && description !== '');
  };
  return (
    <Show when={named().length > 0}>
      <Fold kind="quiet" summary="What these data components are">
        <For each={named()}>
          {({ id, name, description }) => (
            <>
              <h4 class="prose-subtitle">
                {name} <span class="technique-panel-note">{id}</span>
              </h4>
              <ProseText text={description} />
            </>
          )}
        </For>
      </Fold>
    </Show>
  );
}

function countAnalytics({ analytics }: StrategyProse): string {
  return formatCounted(analytics.length, 'analytic');
}
