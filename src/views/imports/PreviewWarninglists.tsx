import { formatCount } from '../../domain/format';
import { FirstRows } from './FirstRows';
import type { WarninglistsDetail } from './import-types';

/** Values that are known and harmless, on their way in. */
export function PreviewWarninglists(props: { readonly detail: WarninglistsDetail }) {
  return (
    <>
      <FirstRows
        title="Warninglists"
        columns={['Name', 'What it holds', 'Compared as', 'Values']}
        items={props.detail.lists}
        most={10}
        cells={({ name, description, type, values }) => [name, description, type, formatCount(values)]}
      />
      <p class="import-panel-hint">Nothing is held back by them until a watchlist says that it heeds them.</p>
    </>
  );
}
