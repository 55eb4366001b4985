import { formatBytes } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { ProgressLine } from '../pieces/ProgressLine';
import type { WorkingItem } from './import-types';

export function ImportProgress(props: { readonly item: WorkingItem }) {
  const { imports } = useApp();
  const verb = () => (props.item.stage === 'reading' ? 'Reading' : 'Importing');
  return (
    <ProgressLine
      label={`${verb()} ${props.item.file.name}, ${formatBytes(props.item.file.size)}`}
      done={props.item.progress.bytesRead}
      total={props.item.progress.bytesTotal}
      startedAt={props.item.startedAt}
      onCancel={() => imports.cancel(props.item.file)}
    />
  );
}
