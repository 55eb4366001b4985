import { createMemo, createUniqueId, Show } from 'solid-js';
import { formatCounted } from '../../domain/format';
import type { Sensor } from '../../domain/sensors/sensor';
import { ComboInput, type ComboOption } from '../pieces/ComboInput';
import type { ProductReading } from './import-types';
import { describeMatch, listProductOptions, OWN } from './product-words';

export function TableProductRow(props: {
  readonly product: ProductReading;
  /** `own`: a new sensor of the user's own. */
  readonly sensorId: string;
  readonly options: readonly ComboOption<string>[];
  readonly sensors: ReadonlyMap<string, Sensor>;
  readonly onChoose: (sensorId: string) => void;
}) {
  const id = createUniqueId();
  const options = createMemo(() => listProductOptions(props.product, props.options));
  // What was chosen counts at once, not only when the file has been read again.
  const how = (): Pick<ProductReading, 'how' | 'score'> => {
    const { product, sensorId } = props;
    const read = product.how === 'own' ? OWN : product.sensorId;
    return sensorId === read ? product : { how: 'chosen', score: 1 };
  };
  const likeliest = () => props.sensors.get(props.product.suggestions[0]?.sensorId ?? '')?.name;
  return (
    <li class="table-products-row" data-how={how().how}>
      <label class="table-products-name" for={id}>
        {props.product.name}
        <Show when={props.product.vendor}>{(vendor) => <span class="table-products-aside"> {vendor()}</span>}</Show>
      </label>
      <span class="table-products-rows">{formatCounted(props.product.rows, 'row')}</span>
      <ComboInput
        id={id}
        value={props.sensorId}
        options={options()}
        placeholder="Choose a sensor"
        onChange={(sensorId) => sensorId !== props.sensorId && props.onChoose(sensorId)}
      />
      <span class="table-products-how">{describeMatch(how(), likeliest())}</span>
    </li>
  );
}
