import { Match, Switch } from 'solid-js';
import type { CatalogFacts } from '../../domain/attack/catalog-facts';
import { parseTechniqueId } from '../../domain/attack/identifiers';
import { followId, listSuccessors } from '../../domain/attack/succession';
import { linkTo } from '../../state/route';
import { nameRelease } from './coverage-words';

/** An address that names no live technique of this release: never there, revoked or deprecated. */
export function UnknownTechnique(props: { readonly address: string; readonly facts: CatalogFacts }) {
  const id = () => parseTechniqueId(props.address);
  const retired = () => props.facts.retired.find((technique) => technique.id === id());
  const successor = () => {
    const next = followId(id() ?? '', listSuccessors(props.facts.retired));
    return retired() === undefined ? undefined : props.facts.techniques.find((technique) => technique.id === next);
  };
  const release = () => nameRelease(props.facts);
  return (
    <div class="technique-panel">
      <Switch
        fallback={
          <p>
            “{props.address}” is no technique id. They look like <code>T1059</code> or <code>T1059.001</code>.
          </p>
        }
      >
        <Match when={successor()}>
          {(next) => (
            <p>
              {release()} no longer has {id()} {retired()?.name}: it was revoked. Its successor is{' '}
              <a href={linkTo('coverage', next().id)}>
                {next().id} {next().name}
              </a>
              .
            </p>
          )}
        </Match>
        <Match when={retired()}>
          <p>
            {release()} no longer has {id()} {retired()?.name}: it was{' '}
            {retired()?.candidates === undefined
              ? 'deprecated, and nothing took its place'
              : 'revoked, and no single technique took its place'}
            .
          </p>
        </Match>
        <Match when={id()}>
          <p>
            {release()} has no {id()}. Another release or domain may have it.
          </p>
        </Match>
      </Switch>
    </div>
  );
}
