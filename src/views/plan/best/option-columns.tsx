import Check from 'lucide-solid/icons/check';
import { For, Show } from 'solid-js';
import { STANCES, type Stance, takeStance } from '../../../domain/planning/edit-plan';
import type { Column } from '../../pieces/DataTable';
import { SegmentedControl } from '../../pieces/SegmentedControl';
import { STANCE_WORDS } from './best-words';
import type { OptionRow } from './option-rows';
import { PriceFields } from './PriceFields';
import { usePlan } from './plan-scope';

/** Where the changes have room for a column of their own, in px of the table. */
const CHANGES_FROM = 900;

export function listOptionColumns(width: number, isStacked: boolean): readonly Column<OptionRow>[] {
  const hasChanges = width >= CHANGES_FROM && !isStacked;
  return [
    {
      id: 'option',
      title: 'Option',
      value: ({ option }) => option().name,
      cell: (row) => <OptionName row={row} withChanges={!hasChanges} />,
      width: 'minmax(9rem, 1.2fr)',
    },
    ...(hasChanges
      ? [
          {
            id: 'changes',
            title: 'What it changes',
            value: ({ sentences }: OptionRow) => sentences().join(' '),
            cell: (row: OptionRow) => <Changes row={row} />,
            width: 'minmax(10rem, 1.4fr)',
          },
        ]
      : []),
    {
      id: 'price',
      title: 'Price',
      value: ({ total }) => total(),
      cell: (row) => <PriceFields row={row} />,
      width: '15rem',
    },
    {
      id: 'stance',
      title: 'Must, free, or not',
      value: ({ stance }) => STANCES.indexOf(stance()),
      cell: (row) => <StanceControl row={row} />,
      width: '10.5rem',
    },
    {
      id: 'chosen',
      title: 'In the plan',
      value: ({ isChosen }) => (isChosen() ? 0 : 1),
      cell: (row) => <ChosenMark row={row} />,
      width: '5.5rem',
    },
  ];
}

function OptionName(props: { readonly row: OptionRow; readonly withChanges: boolean }) {
  return (
    <div class="best-option" data-chosen={props.row.isChosen() ? '' : undefined}>
      <span class="best-option-name">{props.row.option().name}</span>
      <Show when={props.withChanges}>
        <Changes row={props.row} />
      </Show>
    </div>
  );
}

const SENTENCES = 3;

function Changes(props: { readonly row: OptionRow }) {
  const shown = () => props.row.sentences().slice(0, SENTENCES);
  const more = () => props.row.sentences().length - shown().length;
  return (
    <div class="best-changes">
      <For each={shown()}>{(sentence) => <p>{sentence}</p>}</For>
      <Show when={more() > 0}>
        <p>And {more()} more changes.</p>
      </Show>
      <Show when={props.row.state() !== 'possible'}>
        <p class="best-option-state">
          {props.row.state() === 'gone'
            ? 'Some of what it changes is gone from the inventory.'
            : 'The inventory has all of this already.'}
        </p>
      </Show>
    </div>
  );
}

export function stanceElementId(optionId: string): string {
  return `stance ${optionId}`;
}

function StanceControl(props: { readonly row: OptionRow }) {
  const { save } = usePlan();
  const name = () => props.row.option().name;
  const labels: Readonly<Record<Stance, string>> = {
    must: 'Must have',
    free: 'Free to choose',
    'must-not': 'Must not have',
  };
  return (
    <div id={stanceElementId(props.row.id)} class="best-stance">
      <SegmentedControl
        label={`Whether ${name()} is taken`}
        labelHidden
        value={props.row.stance()}
        options={STANCES.map((value) => ({ value, label: STANCE_WORDS[value], title: labels[value] }))}
        onChange={(stance) =>
          void save(`${labels[stance]}: ${name()}`, (kept) => takeStance(kept, new Set([props.row.id]), stance))
        }
      />
    </div>
  );
}

function ChosenMark(props: { readonly row: OptionRow }) {
  const { isStale } = usePlan();
  return (
    <Show when={props.row.isChosen()} fallback={<span class="data-table-missing">–</span>}>
      <Show when={!isStale()} fallback={<span class="best-chosen-before">before the change</span>}>
        <span class="best-chosen">
          <Check size={14} aria-hidden="true" />
          yes
        </span>
      </Show>
    </Show>
  );
}
