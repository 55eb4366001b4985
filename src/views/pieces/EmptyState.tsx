import { type JSX, Show } from 'solid-js';
import './EmptyState.css';

export interface EmptyStateProps {
  readonly title: string;
  /** What this is for. */
  readonly children: JSX.Element;
  /** The one thing to do next, and the way around it. */
  readonly actions?: JSX.Element | undefined;
}

export function EmptyState(props: EmptyStateProps) {
  return (
    <section class="empty-state">
      <h2 class="empty-state-title">{props.title}</h2>
      <div class="empty-state-text">{props.children}</div>
      <Show when={props.actions}>{(actions) => <div class="empty-state-actions">{actions()}</div>}</Show>
    </section>
  );
}
