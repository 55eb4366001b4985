import { indexSensors } from '../src/domain/coverage/estate';
import { makeSha256 } from '../src/domain/digest';
import { failure, issue, type Result, success, WHOLE_FILE } from '../src/domain/result';
import type { Inventory } from '../src/domain/sensors/inventory';
import { adoptInventory } from '../src/domain/workspace/adopt-inventory';
import { withoutRemarks } from '../src/domain/workspace/without-remarks';
import { type LinkContent, readLinkBody, writeLinkBody } from '../src/formats/share-link';
import { readLinkFrame, writeLinkFrame } from '../src/formats/share-link-frame';
import { type Tables, writeWorkspaceFile } from '../src/formats/workspace-file';
import { importStep } from '../src/store/change-content';
import { redoChange, takeBackImport, undoChange } from '../src/store/change-log';
import { readInventory } from '../src/store/content-store';
import { findInnermost } from '../src/store/innermost-error';
import { dumpReleases, dumpWorkspace } from '../src/store/workspace-backup';
import type { WorkspaceDatabase, WorkspaceName } from '../src/store/workspace-database';
import { loadSensorLibrary } from './catalogs';
import type { LinkPreview, WorkspaceWorker } from './contract/workspace';
import { withWorkspace } from './databases';
import { expose, handOver } from './expose';
import { packText } from './packed-json';
import { countByCode, countOf } from './readings/reading';

const worker: WorkspaceWorker = {
  async backUp(workspace, preferences, { at, withReleases }) {
    const tables = await withWorkspace(workspace, dumpWorkspace);
    const releases = withReleases ? await dumpReleases() : {};
    const text = writeWorkspaceFile({
      at,
      workspace,
      tables: tables as Tables,
      releases: releases as Tables,
      preferences,
    });
    const bytes = await packText(text);
    const name = `vedette-${workspace === 'own' ? '' : `${workspace}-`}backup-${at.slice(0, 10)}.json.gz`;
    return handOver({ name, mediaType: 'application/gzip', bytes }, [bytes]);
  },

  async makeLink(workspace, { passphrase, withRemarks, sender, at }) {
    const inventory = await withWorkspace(workspace, readInventory);
    if (inventory.groups.length === 0 && inventory.deployments.length === 0) {
      return failure(
        issue('error', 'inventory-empty', WHOLE_FILE, 'There is nothing in the inventory to put into a link.'),
      );
    }
    const sent = withRemarks ? inventory : withoutRemarks(inventory);
    return writeLinkFrame(writeLinkBody({ inventory: sent, sender: sender.trim(), at: at.slice(0, 10) }), passphrase);
  },

  async readLink(payload, passphrase, workspace) {
    const link = await openLink(payload, passphrase);
    if (!link.ok) return link;
    if (link.value === null) return success({ kind: 'locked' });
    const here = await withWorkspace(workspace, readInventory);
    return success({ kind: 'open', preview: await describeLink(link.value, here) }, link.issues);
  },

  async addLink(payload, passphrase, workspace, at) {
    const link = await openLink(payload, passphrase);
    if (!link.ok) return link;
    if (link.value === null)
      return failure(issue('error', 'passphrase-missing', WHOLE_FILE, 'The link needs its passphrase.'));
    const { inventory } = link.value;
    const bytes = new TextEncoder().encode(payload);
    return withWorkspace(workspace, async (db) => {
      const kept = countRecords(inventory);
      const receipt = {
        id: crypto.randomUUID(),
        at,
        fileName: 'A link',
        size: bytes.length,
        sha256: hash(bytes),
        format: 'share-link',
        formatName: 'Inventory in a link',
        counts: { unit: 'records', read: kept + link.issues.length, kept, reported: link.issues.length },
        brought: describeMerge(await readInventory(db), inventory),
        issues: link.issues,
        issueCounts: countByCode(link.issues),
      };
      const run = (current: Inventory) => adoptInventory(current, inventory, () => crypto.randomUUID()).inventory;
      return success(
        await importStep(db, 'Add the inventory of a link', { of: 'inventory', run }, receipt),
        link.issues,
      );
    });
  },

  undo: (workspace) => goBack(workspace, undoChange),
  redo: (workspace) => goBack(workspace, redoChange),
  takeBack: (workspace, receiptId, at) => goBack(workspace, (db) => takeBackImport(db, receiptId, at)),
};

expose(worker);

async function goBack<Answer>(
  workspace: WorkspaceName,
  work: (db: WorkspaceDatabase) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await withWorkspace(workspace, work);
  } catch (error) {
    throw findInnermost(error);
  }
}

/** `null`: it is locked, and no passphrase was given. */
async function openLink(payload: string, passphrase: string): Promise<Result<LinkContent | null>> {
  const frame = readLinkFrame(payload);
  if (!frame.ok) return frame;
  if (frame.value.kind === 'open') return readLinkBody(frame.value.body);
  if (passphrase === '') return success(null);
  const body = await frame.value.unseal(passphrase);
  return body.ok ? readLinkBody(body.value) : body;
}

async function describeLink({ inventory, sender, at }: LinkContent, here: Inventory): Promise<LinkPreview> {
  const sensors = indexSensors((await loadSensorLibrary()).sensors, inventory);
  const names = new Map<string, number>();
  for (const { sensorId } of inventory.deployments) {
    const name = sensors.get(sensorId)?.name ?? sensorId;
    names.set(name, (names.get(name) ?? 0) + 1);
  }
  const known = new Set(here.groups.map(({ name }) => name.trim().toLowerCase()));
  return {
    sender,
    at,
    groups: inventory.groups.map(({ name, hosts }) => ({ name, hosts, isKnown: known.has(name.trim().toLowerCase()) })),
    deployments: inventory.deployments.length,
    sensors: [...names]
      .map(([name, deployments]) => ({ name, deployments }))
      .sort((a, b) => b.deployments - a.deployments),
    customSensors: inventory.customSensors.length,
    supporting: inventory.supporting.length,
    brings: describeMerge(here, inventory),
  };
}

function describeMerge(here: Inventory, sent: Inventory): string[] {
  const merge = adoptInventory(here, sent, () => crypto.randomUUID());
  const newGroups = merge.inventory.groups.length - here.groups.length;
  return [
    ...countOf(newGroups, 'new system group'),
    ...countOf(sent.groups.length - newGroups, 'system group known already', 'system groups known already'),
    ...countOf(merge.added, 'new deployment'),
    ...countOf(merge.updated, 'deployment brought up to date', 'deployments brought up to date'),
    ...countOf(merge.unchanged, 'deployment known already', 'deployments known already'),
    ...countOf(merge.newSensors, 'sensor of your own', 'sensors of your own'),
    ...countOf(merge.newMarks, 'supporting mark'),
  ];
}

function countRecords({ groups, deployments, customSensors, supporting }: Inventory): number {
  return groups.length + deployments.length + customSensors.length + supporting.length;
}

function hash(bytes: Uint8Array): string {
  const digest = makeSha256();
  digest.update(bytes);
  return digest.finish();
}
