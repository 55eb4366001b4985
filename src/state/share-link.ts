import type { LinkOptions, LinkReading } from '../../workers/contract/workspace';
import type { Result } from '../domain/result';
import type { ImportReceipt } from '../store/import-receipt';
import type { WorkspaceName } from '../store/workspace-database';
import { linkTo } from './route';
import { workspaceWorker } from './workers';

export type { LinkPreview, LinkReading } from '../../workers/contract/workspace';

/** Browsers give a page cryptography over HTTPS and on localhost only. */
export function canSealLinks(): boolean {
  return globalThis.isSecureContext;
}

/** The whole address; what stands behind `#` is never sent to the server that the page came from. */
export async function makeShareLink(
  workspace: WorkspaceName,
  options: Omit<LinkOptions, 'at'>,
): Promise<Result<string>> {
  const at = new Date().toISOString();
  const payload = await workspaceWorker.run((api) => api.makeLink(workspace, { ...options, at }));
  if (!payload.ok) return payload;
  return { ...payload, value: `${location.href.replace(/#.*$/, '')}${linkTo('open', payload.value)}` };
}

/** What a link holds; nothing is written. Links go to the own workspace, as files do. */
export function readShareLink(payload: string, passphrase: string): Promise<Result<LinkReading>> {
  return workspaceWorker.run((api) => api.readLink(payload, passphrase, 'own'));
}

export function addShareLink(payload: string, passphrase: string): Promise<Result<ImportReceipt>> {
  return workspaceWorker.run((api) => api.addLink(payload, passphrase, 'own', new Date().toISOString()));
}
