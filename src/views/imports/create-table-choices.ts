import { type Accessor, createMemo, createSignal } from 'solid-js';
import type { InventoryMeaning } from '../../domain/sensors/inventory-meanings';
import type { ImportSession } from '../../state/import-session';
import { describeMeaning, nameColumn } from './column-words';
import type { InventoryDetail, PreviewItem, TableChoices, TableColumn } from './import-types';

/** A column as it will be read: what was decided counts at once, not only when the file has been read again. */
export interface ChosenColumn extends TableColumn {
  readonly name: string;
}

export interface CreatedTableChoices {
  readonly columns: Accessor<readonly ChosenColumn[]>;
  /** Whether the columns are read as in an earlier file with the same headers. */
  readonly isRemembered: Accessor<boolean>;
  /** Whether any column is read otherwise than it was found. */
  readonly isChanged: Accessor<boolean>;
  /** What a choice took from another column; empty when nothing. */
  readonly remark: Accessor<string>;
  readonly grouping: Accessor<readonly InventoryMeaning[]>;
  readonly sheet: Accessor<string | null>;
  /** Id of a sensor, or `own`. */
  sensorOf(product: InventoryDetail['table']['products'][number]): string;
  chooseMeaning(at: number, meaning: InventoryMeaning | null): void;
  /** Without what was chosen, and with what was remembered only if `remembered`. */
  guessAnew(remembered: boolean): void;
  chooseSheet(sheet: string): void;
  chooseGrouping(grouping: readonly InventoryMeaning[]): void;
  chooseSensor(product: string, sensorId: string): void;
}

/** What the analyst decides about a table, one choice after the other; each has the file read again. */
export function createTableChoices(
  item: Accessor<PreviewItem>,
  table: Accessor<InventoryDetail['table']>,
  choose: ImportSession['choose'],
): CreatedTableChoices {
  const [remark, setRemark] = createSignal('');
  const read = () => item().choices.table ?? {};
  const chosen = (): TableChoices =>
    (item().rereading?.choices ?? item().refusal?.choices ?? item().choices).table ?? {};
  // How columns were found when nothing was chosen: a choice is told from a guess by it, and can be taken back.
  const guessed = createMemo<readonly TableColumn[]>(
    (previous) => (previous.length > 0 && read().meanings !== undefined ? previous : table().columns),
    [],
  );
  const columns = createMemo(() => {
    const { meanings } = chosen();
    return table().columns.map((column, at): ChosenColumn => {
      const name = nameColumn(column, at);
      if (meanings === undefined) return { ...column, name };
      const meaning = meanings[at] ?? null;
      const guess = guessed()[at];
      return {
        ...column,
        name,
        meaning,
        how:
          column.how === 'product' && meaning === null ? 'product' : guess?.meaning === meaning ? guess.how : 'chosen',
      };
    });
  });

  function decide(next: TableChoices): void {
    choose(item().file, { ...item().choices, table: next });
  }

  return {
    columns,
    isRemembered: createMemo(() => guessed().some(({ how }) => how === 'remembered')),
    isChanged: createMemo(() => columns().some(({ meaning }, at) => meaning !== guessed()[at]?.meaning)),
    remark,
    grouping: () => chosen().grouping ?? table().grouping,
    sheet: () => chosen().sheet ?? table().sheets?.chosen ?? null,
    sensorOf({ name, how, sensorId }) {
      const { sensors } = chosen();
      if (sensors !== undefined && Object.hasOwn(sensors, name)) return sensors[name] ?? sensorId;
      return how === 'own' ? 'own' : sensorId;
    },
    chooseMeaning(at, meaning) {
      const before = columns();
      // Two columns cannot say the same: the one chosen last does.
      const robbed =
        meaning === null ? -1 : before.findIndex((other, place) => other.meaning === meaning && place !== at);
      const loser = before[robbed];
      setRemark(
        loser === undefined
          ? ''
          : `“${loser.name}” is not used now: only one column can be “${describeMeaning(meaning)}”.`,
      );
      const meanings = before.map((column, place) => {
        if (place === at) return meaning;
        return place === robbed ? null : column.meaning;
      });
      const { forget: _, ...rest } = chosen();
      decide({ ...rest, meanings });
    },
    guessAnew(remembered) {
      setRemark('');
      const { meanings: _, forget: __, ...rest } = chosen();
      decide(remembered ? rest : { ...rest, forget: true });
    },
    chooseSheet(sheet) {
      setRemark('');
      const { sensors } = chosen();
      // Another sheet has other columns.
      decide({ sheet, ...(sensors === undefined ? {} : { sensors }) });
    },
    chooseGrouping: (grouping) => decide({ ...chosen(), grouping }),
    // Computed keys make own properties, whatever a product is called.
    chooseSensor: (product, sensorId) => decide({ ...chosen(), sensors: { ...chosen().sensors, [product]: sensorId } }),
  };
}
