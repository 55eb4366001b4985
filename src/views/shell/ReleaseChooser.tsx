import { createMemo } from 'solid-js';
import { useApp } from '../../state/app-state';
import { SelectInput } from '../pieces/SelectInput';
import { listEntries, nameCatalog, nameCatalogId } from './catalog-words';

/** Which ATT&CK release everything is computed with. */
export function ReleaseChooser() {
  const { coverage } = useApp();
  const options = createMemo(() => {
    const known = listEntries(coverage).map((entry) => ({
      value: entry.id,
      label: nameCatalog(entry) + (entry.origin === 'imported' ? ', imported' : ''),
    }));
    const chosen = coverage.catalogId();
    if (known.some(({ value }) => value === chosen)) return known;
    // While the list is on its way, and when an imported release is no longer there.
    const label = nameCatalogId(chosen);
    return [{ value: chosen, label: known.length === 0 ? label : `${label}, not on this device` }, ...known];
  });
  return (
    <SelectInput
      label="ATT&CK release"
      title="ATT&CK release that everything is computed with"
      value={coverage.catalogId()}
      options={options()}
      onChange={coverage.chooseCatalog}
    />
  );
}
