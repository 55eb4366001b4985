import { createMemo } from 'solid-js';
import { goTo } from '../../../state/route';
import type { ListedReport } from '../../../state/threats';
import { createWidth, fitColumns } from '../../inventory/fit-columns';
import { Button } from '../../pieces/Button';
import { DataTable } from '../../pieces/DataTable';
import { listReportColumns } from './threat-columns';

/** Reports that the user brought, the newest first. */
export function ReportTable(props: {
  readonly reports: readonly ListedReport[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly onCompare: () => void;
  readonly onRemove: (ids: ReadonlySet<string>) => void;
}) {
  const [width, observeWidth] = createWidth();
  const columns = createMemo(() => fitColumns(listReportColumns(), width()));
  const chosen = () => new Set(props.reports.flatMap(({ ref }) => (props.selected.has(ref) ? ref : [])));
  return (
    <div ref={observeWidth}>
      <DataTable
        label="Reports"
        noun={props.reports.length === 1 ? 'report' : 'reports'}
        order="newest first"
        rows={props.reports}
        columns={columns()}
        rowKey={({ ref }) => ref}
        selected={props.selected}
        onSelect={props.onSelect}
        onOpen={({ ref }) => goTo('threats', ref)}
        bulkActions={
          <>
            <Button kind="primary" disabled={props.selected.size < 2} onClick={() => props.onCompare()}>
              Compare
            </Button>
            <Button onClick={() => props.onRemove(chosen())}>Remove</Button>
          </>
        }
        empty={null}
      />
    </div>
  );
}
