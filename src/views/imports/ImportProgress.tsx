import { formatBytes } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { ProgressLine } from '../pieces/ProgressLine';
import type { WorkingItem } from './import-types';

export function ImportProgress(props: { readonly item: WorkingItem }) {
  const { imports } = useApp();
  const verb = () => {
    if (imports.current() !== props.item.file) return 'Waiting:';
    if (props.item.stage === 'writing') return 'Importing';
    const { bytesRead, bytesTotal } = props.item.progress;
    return bytesTotal > 0 && bytesRead >= bytesTotal ? 'Making sense of' : 'Reading';
  };
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
