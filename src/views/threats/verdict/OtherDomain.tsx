import { createMemo, For, Show } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import type { ThreatVerdict } from '../../../domain/threats/verdict';
import { useApp } from '../../../state/app-state';
import { Button } from '../../pieces/Button';
import { DOMAIN_WORDS, listEntries, nameCatalog } from '../../shell/catalog-words';
import { findOtherDomain } from '../threat-words';

/** Where most of what a threat uses is of another matrix: said, with the way there. */
export function OtherDomain(props: { readonly verdict: ThreatVerdict }) {
  const { coverage } = useApp();
  const other = createMemo(() => {
    const facts = coverage.facts();
    return facts === undefined ? null : findOtherDomain(props.verdict, facts.domain);
  });
  const count = () => props.verdict.unresolved.filter(({ reason }) => reason === 'other-domain').length;
  /** The newest of the domain comes last: numbers are compared as numbers. */
  const catalog = () =>
    listEntries(coverage)
      .filter(({ domain }) => domain === other())
      .sort((a, b) => a.release.localeCompare(b.release, 'en', { numeric: true }))
      .slice(-1);
  return (
    <Show when={other()}>
      {(domain) => (
        <p class="verdict-domain" role="note">
          {formatCounted(count(), 'of its techniques is', 'of its techniques are')} of another ATT&CK domain,{' '}
          {DOMAIN_WORDS[domain()]}: this release says nothing of them.{' '}
          <For each={catalog()}>
            {(entry) => <Button onClick={() => coverage.chooseCatalog(entry.id)}>Use {nameCatalog(entry)}</Button>}
          </For>
        </p>
      )}
    </Show>
  );
}
