import type { DataComponentId } from '../src/domain/attack/identifiers';
import { joinEqual, listDataSourceRows } from '../src/domain/dettect/derive-details';
import { assignRows, deriveEdit } from '../src/domain/dettect/derive-edit';
import { listDocuments } from '../src/domain/dettect/documents';
import { describeLeftOut, listLeftOut } from '../src/domain/dettect/left-out';
import { planDataSources } from '../src/domain/dettect/plan-inventory';
import { type Issue, issue, type Result, success, WHOLE_FILE } from '../src/domain/result';
import type { ForeignDocument } from '../src/domain/workspace/content';
import { readDettectDataSources } from '../src/formats/dettect/dettect-data-sources';
import { patchDettectDataSources, writeNewDettectDataSources } from '../src/formats/dettect/dettect-data-sources-write';
import type { WorkspaceDatabase } from '../src/store/workspace-database';
import type { ExportContext, ExportedFile } from './contract/exports';
import { loadPlanContext } from './dettect-context';
import type { Question } from './question';

/**
 * The inventory as a data source administration: written into the file it came from, where there is one, else as a new
 * one for the domain in force.
 */
export async function exportDataSources(
  db: WorkspaceDatabase,
  { index, inventory, sensors, request }: Question,
  context: ExportContext,
): Promise<Result<ExportedFile>> {
  const today = context.at.slice(0, 10);
  const nameOf = (component: DataComponentId) => {
    return index.catalog.dataComponents[index.componentById.get(component) ?? -1]?.name;
  };
  const rows = listDataSourceRows(inventory, sensors, nameOf);
  const tellLeftOut = (written: typeof rows): readonly Issue[] => {
    const leftOut = listLeftOut(inventory, sensors, rows, written);
    if (leftOut.length === 0) return [];
    return [issue('warning', 'left-out', WHOLE_FILE, describeLeftOut(leftOut, inventory.deployments.length))];
  };
  const files = await readFiles(listDocuments(await db.documents.toArray(), 'dettect-data-sources'), inventory.groups);
  const chosen =
    files.find(({ document }) => document.id === context.documentId) ??
    files.find(({ administration }) => administration.domain === index.catalog.domain) ??
    files[0];
  if (chosen === undefined) {
    const systems = inventory.groups.map(({ id, name, platforms }) => {
      return { groupId: id, name, platforms, before: null, isPlatformsChanged: false };
    });
    const isDemonstration = request.workspace === 'demonstration';
    const title = isDemonstration ? 'Demonstration, a made-up estate' : 'Inventory';
    const entries = joinEqual(rows, true);
    const file = {
      name: `${isDemonstration ? 'vedette-demonstration' : 'vedette'}-data-sources-${today}.yaml`,
      mediaType: 'application/yaml',
      text: writeNewDettectDataSources(title, index.catalog.domain, systems, entries, today),
    };
    return success(file, tellLeftOut(rows));
  }
  const own = assignRows(
    rows,
    files.map(({ plan }) => plan),
    chosen.plan,
  );
  const edit = deriveEdit(chosen.administration, chosen.plan, inventory, own, today);
  const text = patchDettectDataSources(chosen.document.text, chosen.administration, edit);
  if (!text.ok) return text;
  return success({ name: chosen.document.name, mediaType: 'application/yaml', text: text.value }, tellLeftOut(own));
}

async function readFiles(documents: readonly ForeignDocument[], groups: Question['inventory']['groups']) {
  const files = await Promise.all(
    documents.map(async (document) => {
      const read = readDettectDataSources(document.text);
      if (!read.ok) return [];
      const { administration } = read.value;
      const context = await loadPlanContext(administration.domain, document.id, groups);
      return [{ document, administration, plan: planDataSources(administration, context) }];
    }),
  );
  return files.flat();
}
