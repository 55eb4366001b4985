import { formatBytes, formatCounted } from '../../domain/format';
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
  const pages = () => props.item.progress.pages;
  const where = () => {
    const { done, total } = pages() ?? { done: 0, total: 0 };
    const { records } = props.item.progress;
    const counted = records === undefined || records === 0 ? '' : `, ${formatCounted(records, 'record')} so far`;
    return total === 0
      ? `${formatBytes(props.item.file.size)}${counted}`
      : `page ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
  };
  return (
    <ProgressLine
      label={`${pages() === undefined ? verb() : 'Reading'} ${props.item.file.name}, ${where()}`}
      done={pages()?.done ?? props.item.progress.bytesRead}
      total={pages()?.total ?? props.item.progress.bytesTotal}
      startedAt={props.item.startedAt}
      onCancel={() => imports.cancel(props.item.file)}
    />
  );
}
