import { For, Match, Show, Switch } from 'solid-js';
import { formatExactPercent } from '../../../domain/planning/plan-figures';
import type { ReportBlock, ReportPage } from '../../../domain/planning/report-page';

/** The report as it stands on paper. */
export function ReportPageView(props: { readonly page: ReportPage }) {
  return (
    <article class="report-page" aria-labelledby="report-title">
      <h2 id="report-title" class="report-title">
        {props.page.title}
      </h2>
      <For each={props.page.sections}>
        {({ heading, blocks }) => (
          <section class="report-section">
            <Show when={heading}>{(words) => <h3 class="report-heading">{words()}</h3>}</Show>
            <For each={blocks}>{(block) => <Block block={block} />}</For>
          </section>
        )}
      </For>
    </article>
  );
}

function Block(props: { readonly block: ReportBlock }) {
  return (
    <Switch>
      <Match when={props.block.kind === 'paragraph' && props.block}>{(block) => <p>{block().text}</p>}</Match>
      <Match when={props.block.kind === 'figure' && props.block}>{(block) => <CoverageBar {...block()} />}</Match>
      <Match when={props.block.kind === 'table' && props.block}>{(block) => <TableBlock {...block()} />}</Match>
      <Match when={props.block.kind === 'list' && props.block}>
        {(block) => (
          <ul class="report-list">
            <For each={block().items}>
              {({ term, text }) => (
                <li>
                  <Show when={term !== ''}>
                    <b>{term}:</b>{' '}
                  </Show>
                  {text}
                </li>
              )}
            </For>
          </ul>
        )}
      </Match>
    </Switch>
  );
}

type Figure = Extract<ReportBlock, { readonly kind: 'figure' }>;
type Table = Extract<ReportBlock, { readonly kind: 'table' }>;

const BAR = { width: 400, height: 14 };

/** From nothing to all: what there is, what is added, what is possible at most. */
function CoverageBar(props: Figure) {
  const place = (share: number) => Math.max(0, Math.min(1, Number.isFinite(share) ? share : 0)) * BAR.width;
  return (
    <div class="report-bar">
      <svg viewBox={`0 0 ${BAR.width} ${BAR.height}`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="report-bar-all" width={BAR.width} height={BAR.height} />
        <Show when={props.bound !== null}>
          <rect class="report-bar-possible" width={place(props.bound ?? 0)} height={BAR.height} />
        </Show>
        <rect class="report-bar-added" width={place(props.after)} height={BAR.height} />
        <rect class="report-bar-before" width={place(props.before)} height={BAR.height} />
      </svg>
      <p class="report-bar-words">
        <span>
          <b>{formatExactPercent(props.before)}</b> today
        </span>
        <span>
          <b>{formatExactPercent(props.after)}</b> with the plan
        </span>
        <Show when={props.bound !== null}>
          <span>at most {formatExactPercent(props.bound ?? 0)} possible</span>
        </Show>
      </p>
    </div>
  );
}

/** A long narrow table stands in two halves. */
function TableBlock(props: Table) {
  const half = () => Math.ceil(props.rows.length / 2);
  return (
    <Show when={props.isCompact && props.rows.length > 1} fallback={<ReportTable {...props} />}>
      <div class="report-halves">
        <ReportTable {...props} rows={props.rows.slice(0, half())} />
        <ReportTable {...props} rows={props.rows.slice(half())} />
      </div>
    </Show>
  );
}

function ReportTable(props: Table) {
  return (
    <table class="report-table">
      <thead>
        <tr>
          <For each={props.columns}>
            {({ title, isNumeric }) => (
              <th scope="col" data-numeric={isNumeric ? '' : undefined}>
                {title}
              </th>
            )}
          </For>
        </tr>
      </thead>
      <tbody>
        <For each={props.rows}>
          {(row) => (
            <tr>
              <For each={row}>
                {(cell, column) => (
                  <td data-numeric={props.columns[column()]?.isNumeric === true ? '' : undefined}>{cell}</td>
                )}
              </For>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}
