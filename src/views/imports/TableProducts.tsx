import { createMemo, createSignal, Index, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import type { Sensor } from '../../domain/sensors/sensor';
import { listSensorOptions } from '../inventory/sensor-options';
import { Button } from '../pieces/Button';
import { Fold } from '../pieces/Fold';
import { createGrowth } from '../pieces/turns';
import { createPreviewSensors } from './create-preview-sensors';
import type { CreatedTableChoices } from './create-table-choices';
import type { ProductReading } from './import-types';
import { rankDoubt } from './product-words';
import { TableProductRow } from './TableProductRow';

/** More than this only if asked for. */
const FIRST = 15;
const AT_ONCE = 5;

/** Which sensor each product name was taken for; what is doubtful comes first, what is certain is folded. */
export function TableProducts(props: {
  readonly choices: CreatedTableChoices;
  readonly products: readonly ProductReading[];
  readonly count: number;
  readonly customSensors: readonly Sensor[];
}) {
  const sensors = createPreviewSensors();
  const options = createMemo(() => listSensorOptions(sensors().values()));
  // As it was found first: a row that is corrected must not move away under the pointer.
  const places = createMemo<ReadonlyMap<string, number>>((before) => {
    const added = props.products.filter(({ name }) => !before.has(name));
    added.sort((a, b) => rankDoubt(a) - rankDoubt(b) || b.rows - a.rows);
    return new Map([...before, ...added.map((product) => [product.name, rankDoubt(product)] as const)]);
  }, new Map());
  const ordered = createMemo(() => {
    const byName = new Map(props.products.map((product) => [product.name, product]));
    return [...places()].flatMap(([name, doubt]) => {
      const product = byName.get(name);
      return product === undefined ? [] : [{ product, isCertain: doubt === CERTAIN }];
    });
  });
  const doubtful = () => ordered().flatMap(({ product, isCertain }) => (isCertain ? [] : [product]));
  const certain = () => ordered().flatMap(({ product, isCertain }) => (isCertain ? [product] : []));
  const own = () => props.products.filter((product) => props.choices.sensorOf(product) === 'own').length;

  return (
    <section aria-label="Products">
      <h4 class="import-panel-subtitle">
        {formatCounted(props.count, 'product')}: {formatCount(certain().length)} known
        <Show when={doubtful().length > 0}>, {formatCount(doubtful().length)} to check</Show>
      </h4>
      <Show when={own() > 0}>
        <p class="import-panel-hint">
          {own() === 1 ? 'One becomes a sensor' : `${formatCount(own())} become sensors`} of your own: after the import
          you say what {own() === 1 ? 'it emits' : 'they emit'}. Until then {own() === 1 ? 'it feeds' : 'they feed'}{' '}
          nothing.
        </p>
      </Show>
      <ProductList products={doubtful()} choices={props.choices} options={options()} sensors={sensors()} />
      <Show when={certain().length > 0}>
        <Fold summary="Known by name, or as chosen before" state={formatCount(certain().length)}>
          <ProductList products={certain()} choices={props.choices} options={options()} sensors={sensors()} />
        </Fold>
      </Show>
      <Show when={props.products.length < props.count}>
        <p class="import-panel-hint">
          {formatCounted(props.count - props.products.length, 'product')} with fewer rows are not listed here; correct
          them in the inventory.
        </p>
      </Show>
    </section>
  );
}

const CERTAIN = rankDoubt({ how: 'name', score: 1 });

function ProductList(props: {
  readonly products: readonly ProductReading[];
  readonly choices: CreatedTableChoices;
  readonly options: ReturnType<typeof listSensorOptions>;
  readonly sensors: ReadonlyMap<string, Sensor>;
}) {
  const [isAll, setAll] = createSignal(false);
  const wanted = () => (isAll() ? props.products.length : Math.min(FIRST, props.products.length));
  const growth = createGrowth(wanted, () => AT_ONCE);
  const shown = createMemo(() => props.products.slice(0, Math.min(wanted(), growth())));
  return (
    <Show when={props.products.length > 0}>
      <ul class="table-products">
        {/* By place: a product is a new object each time the file is read, and its control keeps the focus. */}
        <Index each={shown()}>
          {(product) => (
            <TableProductRow
              product={product()}
              sensorId={props.choices.sensorOf(product())}
              options={props.options}
              sensors={props.sensors}
              onChoose={(sensorId) => props.choices.chooseSensor(product().name, sensorId)}
            />
          )}
        </Index>
      </ul>
      <Show when={wanted() < props.products.length}>
        <Button kind="quiet" onClick={() => setAll(true)}>
          Show all {formatCount(props.products.length)}
        </Button>
      </Show>
    </Show>
  );
}
