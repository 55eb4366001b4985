import { For, Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { linkTo } from '../../state/route';
import { Fold } from '../pieces/Fold';
import type { CombineOutcome, DescribedLayer } from './layer-types';
import { canUpgrade, describeMisfit, isNewestHere, nameDomain } from './layer-words';

/** What of a layer the release in force knows, and the techniques it does not. */
export function LayerRelease(props: { readonly layer: DescribedLayer }) {
  const { coverage } = useApp();
  const release = () => {
    const facts = coverage.facts();
    return facts === undefined ? 'the release in force' : `${nameDomain(facts.domain)} ${facts.release}`;
  };
  const isNewest = () => {
    const facts = coverage.facts();
    const known = coverage.catalogs.error ? undefined : coverage.catalogs.latest;
    return facts === undefined || isNewestHere(facts, known ?? []);
  };
  return (
    <Show
      when={props.layer.fit}
      fallback={<p class="layer-lack">Of another domain than {release()}: it marks nothing on that matrix.</p>}
    >
      {(known) => (
        <Show
          when={describeMisfit(known()) !== ''}
          fallback={<p class="layer-quiet">{release()} has all of its techniques.</p>}
        >
          <p>
            In {release()}: {describeMisfit(known())}.{' '}
            <Show
              when={canUpgrade(known())}
              fallback={isNewest() ? 'No ATT&CK release known here has them.' : 'A newer release may have them.'}
            >
              <a href={linkTo('data', 'upgrade')}>Bring it up to date</a>
            </Show>
          </p>
          <Show when={props.layer.unaligned.length > 0}>
            <Unaligned techniques={props.layer.unaligned} summary="Cannot be shown" />
          </Show>
        </Show>
      )}
    </Show>
  );
}

const REASONS = { retired: 'retired', unknown: 'unknown', domain: 'of another domain' } as const;

/** Techniques that cannot be followed to the release in force. */
export function Unaligned(props: {
  readonly summary: string;
  readonly techniques: CombineOutcome['operands'][number]['unaligned'];
}) {
  return (
    <Fold summary={props.summary} state={formatCount(props.techniques.length)}>
      <ul class="layer-unaligned">
        <For each={props.techniques}>
          {({ techniqueId, reason }) => (
            <li>
              {techniqueId} <span class="layer-quiet">{REASONS[reason]}</span>
            </li>
          )}
        </For>
      </ul>
    </Fold>
  );
}
