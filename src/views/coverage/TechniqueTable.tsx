import { createMemo } from 'solid-js';
import type { CatalogFacts, TechniqueFacts } from '../../domain/attack/catalog-facts';
import { stateWord } from '../../domain/coverage/lens-words';
import type { Lens } from '../../domain/coverage/settings';
import { formatInterval } from '../../domain/format';
import { goTo } from '../../state/route';
import type { RulesOf } from '../../state/rules-of-techniques';
import type { FiguresOf } from '../../state/technique-figures';
import { DataTable } from '../pieces/DataTable';
import { STATES_IN_ORDER } from './coverage-words';
import { StateSwatch } from './StateSwatch';

interface TechniqueRow {
  readonly position: number;
  readonly technique: TechniqueFacts;
}

/** The matrix as a table: the same techniques under the same filters, sortable by each figure. */
export function TechniqueTable(props: {
  readonly facts: CatalogFacts;
  readonly positions: readonly number[];
  readonly figuresOf: FiguresOf;
  readonly rulesOf: RulesOf;
  readonly hasRules: boolean;
  readonly lens: Lens;
  /** Id of the technique whose panel is open. */
  readonly selected: string | null;
}) {
  const rows = createMemo<readonly TechniqueRow[]>(() =>
    props.positions.flatMap((position) => {
      const technique = props.facts.techniques[position];
      return technique === undefined ? [] : [{ position, technique }];
    }),
  );
  const figures = (row: TechniqueRow) => props.figuresOf(row.position);
  const tacticsOf = ({ technique }: TechniqueRow) =>
    technique.tactics.flatMap((tactic) => props.facts.tactics[tactic]?.name ?? []).join(', ');
  const rank = (row: TechniqueRow) => {
    const known = figures(row);
    return known === undefined ? null : STATES_IN_ORDER.indexOf(known.state);
  };
  const worstRank = (row: TechniqueRow) => {
    const worst = figures(row)?.worst ?? null;
    return worst === null ? null : STATES_IN_ORDER.indexOf(worst);
  };
  const columns = () => {
    const always = [
      {
        id: 'id',
        title: 'Id',
        value: ({ technique }: TechniqueRow) => technique.id,
        width: '6.5rem',
      },
      {
        id: 'name',
        title: 'Name',
        value: ({ technique }: TechniqueRow) => technique.name,
        width: 'minmax(12rem, 2fr)',
      },
      { id: 'tactics', title: 'Tactics', value: tacticsOf, width: 'minmax(9rem, 1fr)' },
      {
        id: 'state',
        title: 'State',
        value: rank,
        cell: (row: TechniqueRow) => {
          const known = figures(row);
          if (known === undefined) return '';
          return (
            <span class="reading-line">
              <StateSwatch state={known.state} grade={known.grade} />
              {stateWord(known.state, props.lens)}
            </span>
          );
        },
        width: '9rem',
      },
    ];
    const rules = props.hasRules
      ? [
          {
            id: 'rules',
            title: 'Rules',
            numeric: true,
            value: ({ technique }: TechniqueRow) => props.rulesOf(technique.id).length || null,
            width: '5rem',
          },
        ]
      : [];
    if (props.lens === 'smap') return [...always, ...rules];
    if (props.lens === 'dettect') {
      return [
        ...always,
        {
          id: 'score',
          title: 'Score',
          numeric: true,
          value: (row: TechniqueRow) => figures(row)?.score ?? null,
          width: '5rem',
        },
        {
          id: 'worst',
          title: 'Worst',
          value: worstRank,
          cell: (row: TechniqueRow) => {
            const worst = figures(row)?.worst ?? null;
            return worst === null ? '' : stateWord(worst, props.lens);
          },
          width: '8rem',
        },
        ...rules,
      ];
    }
    return [
      ...always,
      {
        id: 'groups',
        title: 'Groups',
        numeric: true,
        value: (row: TechniqueRow) => figures(row)?.runningIn ?? null,
        cell: (row: TechniqueRow) => {
          const known = figures(row);
          return known === undefined || known.countedIn === 0 ? '' : `${known.runningIn} of ${known.countedIn}`;
        },
        width: '5.5rem',
      },
      {
        id: 'worst',
        title: 'Worst',
        value: worstRank,
        cell: (row: TechniqueRow) => figures(row)?.worst ?? '',
        width: '6rem',
      },
      {
        id: 'share',
        title: 'Share by weight',
        numeric: true,
        value: (row: TechniqueRow) => figures(row)?.share?.low ?? null,
        cell: (row: TechniqueRow) => {
          const share = figures(row)?.share ?? null;
          return share === null ? '' : formatInterval(share);
        },
        width: '7.5rem',
      },
      {
        id: 'strength',
        title: 'Strength',
        numeric: true,
        value: (row: TechniqueRow) => figures(row)?.strength?.low ?? null,
        cell: (row: TechniqueRow) => {
          const strength = figures(row)?.strength ?? null;
          return strength === null ? '' : formatInterval(strength);
        },
        width: '6.5rem',
      },
      ...rules,
    ];
  };
  return (
    <DataTable
      label="Techniques"
      rows={rows()}
      columns={columns()}
      noun="techniques"
      rowKey={({ technique }) => technique.id}
      opened={props.selected}
      onOpen={({ technique }) => goTo('coverage', technique.id)}
      empty="No technique passes the filters."
    />
  );
}
