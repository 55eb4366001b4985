import { Show } from 'solid-js';
import { Button } from '../pieces/Button';
import { SegmentedControl } from '../pieces/SegmentedControl';
import { ZOOMS, type Zoom } from './matrix-view';

const ZOOM_WORDS: Readonly<Record<Zoom, string>> = { names: 'Names', ids: 'Ids', blocks: 'Blocks' };

/** How the techniques are drawn. */
export function MatrixTools(props: {
  readonly zoom: Zoom;
  readonly onZoom: (zoom: Zoom) => void;
  readonly isExpanded: boolean;
  readonly onExpand: (expand: boolean) => void;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
}) {
  return (
    <div class="matrix-tools">
      <Show when={!props.isTable}>
        <Show when={props.zoom !== 'blocks'}>
          <Button kind="quiet" onClick={() => props.onExpand(!props.isExpanded)}>
            {props.isExpanded ? 'Collapse all' : 'Expand all'}
          </Button>
        </Show>
        <SegmentedControl
          label="Zoom"
          labelHidden
          value={props.zoom}
          options={ZOOMS.map((zoom) => ({ value: zoom, label: ZOOM_WORDS[zoom] }))}
          onChange={props.onZoom}
        />
      </Show>
      <Button kind="quiet" onClick={() => props.onTable(!props.isTable)}>
        {props.isTable ? 'Show as matrix' : 'Show as table'}
      </Button>
    </div>
  );
}
