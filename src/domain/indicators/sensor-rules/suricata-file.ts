import { describeFile, type SensorFile, type SensorGroups, type SensorValue } from './sensor-files';
import { type Signature, writeSignatures } from './suricata-signature';

/** The rules and the lists that they read, which must lie in one folder. */
export function writeSuricataFile(
  groups: SensorGroups,
  signatures: readonly Signature[],
  lists: readonly SensorFile[],
): readonly SensorFile[] {
  if (signatures.length === 0) return [];
  const all = new Set<SensorValue>();
  for (const list of new Set(signatures.map(({ values }) => values))) for (const value of list) all.add(value);
  const values = [...all];
  groups.tell(0.4);
  const head = [
    ...describeFile(groups, values),
    ...(lists.length === 0 ? [] : [`Reads from the same folder: ${lists.map(({ name }) => name).join(', ')}`]),
  ].map((line) => `# ${line}`);
  const text = [...head, ...writeSignatures(groups, signatures), ''].join('\n');
  return [{ name: `${groups.slug}.rules`, text, values: values.length }, ...lists];
}
