import { makeDettectDocument, putDocument } from '../../src/domain/dettect/documents';
import { mergePlan } from '../../src/domain/dettect/merge-plan';
import { type DataSourcePlan, planDataSources } from '../../src/domain/dettect/plan-inventory';
import { success } from '../../src/domain/result';
import type { Inventory } from '../../src/domain/sensors/inventory';
import type { WorkspaceContent } from '../../src/domain/workspace/content';
import { readDettectDataSources } from '../../src/formats/dettect/dettect-data-sources';
import { decodeText } from '../../src/formats/text-decoding';
import { loadPlanContext } from '../dettect-context';
import { readWhole } from '../file-source';
import { countByCode, countOf, MEBIBYTE, type Reader } from './reading';

/** In UTF-16 twice what is read of it. */
const LARGEST_ADMINISTRATION = 8 * MEBIBYTE;
const SHOWN = 50;

export const readDataSources: Reader = async (source, context) => {
  const bytes = await readWhole(source, LARGEST_ADMINISTRATION, 'a DeTT&CT administration');
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value);
  if (!text.ok) return text;
  const read = readDettectDataSources(text.value);
  if (!read.ok) return read;
  const { administration, counts } = read.value;
  const { domain } = administration;
  const document = makeDettectDocument('dettect-data-sources', source.name, text.value, administration);
  const planContext = await loadPlanContext(domain, document.id, context.inventory.groups);
  const planFor = ({ groups }: Inventory) => planDataSources(administration, { ...planContext, groups });
  const put = (content: WorkspaceContent): WorkspaceContent => {
    const known = content.documents.find(({ id }) => id === document.id);
    const before = known === undefined ? null : readDettectDataSources(known.text);
    const planned: DataSourcePlan | null = before?.ok
      ? planDataSources(before.value.administration, { ...planContext, groups: content.inventory.groups })
      : null;
    const inventory = mergePlan(content.inventory, planFor(content.inventory), planned);
    return putDocument(inventory === content.inventory ? content : { ...content, inventory }, document);
  };
  const before = await context.content();
  const after = put(before);
  const plan = planFor(context.inventory);
  const difference = compareInventories(before.inventory, after.inventory);
  const issues = [...text.issues, ...read.issues, ...plan.issues];
  return success(
    {
      counts: { unit: 'data source details', ...counts },
      brought: [
        ...countOf(difference.groups, 'new system group'),
        ...countOf(difference.added, 'new deployment'),
        ...countOf(difference.changed, 'deployment brought up to date', 'deployments brought up to date'),
        ...countOf(
          difference.removed,
          'deployment that the file no longer has',
          'deployments that the file no longer has',
        ),
        ...countOf(difference.sensors, 'sensor of your own', 'sensors of your own'),
        ...countOf(
          administration.exceptions.length,
          'technique left out by the DeTT&CT lens',
          'techniques left out by the DeTT&CT lens',
        ),
        after === before ? 'Nothing new: this file is here already' : `The file itself, kept for writing back`,
      ],
      issueCounts: countByCode(issues),
      detail: {
        kind: 'dettect-data-sources',
        groups: plan.groups.slice(0, SHOWN),
        deployments: plan.deployments.slice(0, SHOWN),
        customSensors: plan.sensors,
      },
      effect: { kind: 'step', label: `Import ${source.name}`, step: { of: 'content', run: put } },
    },
    issues,
  );
};

function compareInventories(before: Inventory, after: Inventory) {
  const known = new Map(before.deployments.map((deployment) => [deployment.id, deployment]));
  const added = after.deployments.filter(({ id }) => !known.has(id)).length;
  const changed = after.deployments.filter((each) => known.has(each.id) && known.get(each.id) !== each).length;
  return {
    groups: after.groups.filter(({ id }) => !before.groups.some((group) => group.id === id)).length,
    sensors: after.customSensors.filter(({ id }) => !before.customSensors.some((sensor) => sensor.id === id)).length,
    added,
    changed,
    removed: before.deployments.length - (after.deployments.length - added),
  };
}
