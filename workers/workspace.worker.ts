import { indexSensors } from '../src/domain/coverage/estate';
import { makeSha256 } from '../src/domain/digest';
import { failure, issue, type Result, success, WHOLE_FILE } from '../src/domain/result';
import { adoptInventory } from '../src/domain/workspace/adopt-inventory';
import { adoptScenarios } from '../src/domain/workspace/adopt-scenarios';
import { stripScenario, withoutRemarks } from '../src/domain/workspace/without-remarks';
import { type LinkContent, readLinkBody, writeLinkBody } from '../src/formats/share-link/share-link';
import { readLinkFrame, writeLinkFrame } from '../src/formats/share-link/share-link-frame';
import { type Tables, writeWorkspaceFile } from '../src/formats/workspace-file';
import { type EstateContent, importStep } from '../src/store/change-content';
import { redoChange, takeBackImport, undoChange } from '../src/store/change-log';
import { readInventory, readPlanning } from '../src/store/content-store';
import { dumpIndicators } from '../src/store/indicator-backup';
import { findInnermost } from '../src/store/innermost-error';
import { dumpReleases, dumpWorkspace } from '../src/store/workspace-backup';
import type { WorkspaceDatabase, WorkspaceName } from '../src/store/workspace-database';
import { loadSensorLibrary } from './catalogs';
import type { LinkPreview, WorkspaceWorker } from './contract/workspace';
import { withHistories, withWorkspace } from './databases';
import { expose, handOver } from './expose';
import { packText } from './packed-json';
import { countByCode, countOf } from './readings/reading';

const worker: WorkspaceWorker = {
  async backUp(workspace, preferences, { at, withReleases }) {
    const tables = await withWorkspace(workspace, dumpWorkspace);
    const indicators = await withHistories(workspace, dumpIndicators);
    const releases = withReleases ? await dumpReleases() : {};
    const text = writeWorkspaceFile({
      at,
      workspace,
      tables: { ...(tables as Tables), ...indicators.tables },
      releases: releases as Tables,
      preferences,
    });
    const bytes = await packText(text);
    const name = `vedette-${workspace === 'own' ? '' : `${workspace}-`}backup-${at.slice(0, 10)}.json.gz`;
    return handOver({ name, mediaType: 'application/gzip', bytes, leftOut: indicators.leftOut }, [bytes]);
  },

  async makeLink(workspace, { passphrase, withRemarks, withScenarios, sender, at }) {
    const { inventory, scenarios } = await withWorkspace(workspace, readEstate);
    if (inventory.groups.length === 0 && inventory.deployments.length === 0) {
      return failure(
        issue('error', 'inventory-empty', WHOLE_FILE, 'There is nothing in the inventory to put into a link.'),
      );
    }
    const whatIf = withScenarios ? scenarios : [];
    const sent = {
      inventory: withRemarks ? inventory : withoutRemarks(inventory),
      scenarios: withRemarks ? whatIf : whatIf.map(stripScenario),
    };
    return writeLinkFrame(writeLinkBody({ ...sent, sender: sender.trim(), at: at.slice(0, 10) }), passphrase);
  },

  async readLink(payload, passphrase, workspace) {
    const link = await openLink(payload, passphrase);
    if (!link.ok) return link;
    if (link.value === null) return success({ kind: 'locked' });
    const here = await withWorkspace(workspace, readEstate);
    return success({ kind: 'open', preview: await describeLink(link.value, here) }, link.issues);
  },

  async addLink(payload, passphrase, workspace, at) {
    const link = await openLink(payload, passphrase);
    if (!link.ok) return link;
    if (link.value === null)
      return failure(issue('error', 'passphrase-missing', WHOLE_FILE, 'The link needs its passphrase.'));
    const sent = link.value;
    const bytes = new TextEncoder().encode(payload);
    return withWorkspace(workspace, async (db) => {
      const kept = countRecords(sent);
      const receipt = {
        id: crypto.randomUUID(),
        at,
        fileName: 'A link',
        size: bytes.length,
        sha256: hash(bytes),
        format: 'share-link',
        formatName: 'Inventory in a link',
        counts: { unit: 'records', read: kept + link.issues.length, kept, reported: link.issues.length },
        brought: describeMerge(await readEstate(db), sent),
        issues: link.issues,
        issueCounts: countByCode(link.issues),
      };
      const run = (current: EstateContent) => adopt(current, sent).estate;
      const label = sent.scenarios.length === 0 ? 'Add the inventory of a link' : 'Add what a link holds';
      return success(await importStep(db, label, { of: 'estate', run }, receipt), link.issues);
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

async function describeLink(sent: LinkContent, here: EstateContent): Promise<LinkPreview> {
  const { inventory, scenarios, sender, at } = sent;
  const sensors = indexSensors((await loadSensorLibrary()).sensors, inventory);
  const names = new Map<string, number>();
  for (const { sensorId } of inventory.deployments) {
    const name = sensors.get(sensorId)?.name ?? sensorId;
    names.set(name, (names.get(name) ?? 0) + 1);
  }
  const known = new Set(here.inventory.groups.map(({ name }) => name.trim().toLowerCase()));
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
    scenarios: scenarios.map(({ name, changes }) => ({ name, changes: changes.length })),
    brings: describeMerge(here, sent),
  };
}

function describeMerge(here: EstateContent, sent: LinkContent): string[] {
  const { merge, newScenarios } = adopt(here, sent);
  const newGroups = merge.inventory.groups.length - here.inventory.groups.length;
  const knownGroups = sent.inventory.groups.length - newGroups;
  return [
    ...countOf(newGroups, 'new system group'),
    ...countOf(knownGroups, 'system group known already', 'system groups known already'),
    ...countOf(merge.added, 'new deployment'),
    ...countOf(merge.updated, 'deployment brought up to date', 'deployments brought up to date'),
    ...countOf(merge.unchanged, 'deployment known already', 'deployments known already'),
    ...countOf(merge.newSensors, 'sensor of your own', 'sensors of your own'),
    ...countOf(merge.newMarks, 'supporting mark'),
    ...countOf(newScenarios, 'new scenario'),
    ...countOf(sent.scenarios.length - newScenarios, 'scenario known already', 'scenarios known already'),
  ];
}

function adopt(here: EstateContent, sent: LinkContent) {
  const newId = () => crypto.randomUUID();
  const merge = adoptInventory(here.inventory, sent.inventory, newId);
  const { scenarios, added } = adoptScenarios(here.scenarios, sent.scenarios, merge.ids, newId);
  return { estate: { ...here, inventory: merge.inventory, scenarios }, merge, newScenarios: added };
}

async function readEstate(db: WorkspaceDatabase): Promise<EstateContent> {
  const [inventory, planning] = await Promise.all([readInventory(db), readPlanning(db)]);
  return { inventory, ...planning };
}

function countRecords({ inventory, scenarios }: LinkContent): number {
  const { groups, deployments, customSensors, supporting } = inventory;
  return groups.length + deployments.length + customSensors.length + supporting.length + scenarios.length;
}

function hash(bytes: Uint8Array): string {
  const digest = makeSha256();
  digest.update(bytes);
  return digest.finish();
}
