import { join } from 'node:path';
import { type PreviewServer, preview } from 'vite';

/** `dist` as `npm start` serves it, for scripts that drive a browser without Playwright's test runner. */
export interface BuiltSite {
  readonly address: string;
  close(): Promise<void>;
}

export async function openBuiltSite(): Promise<BuiltSite> {
  const server: PreviewServer = await preview({
    root: join(import.meta.dirname, '..', '..'),
    preview: { port: 4273 },
    logLevel: 'error',
  });
  const address = server.resolvedUrls?.local[0];
  if (address === undefined) throw new Error('The preview server has no address.');
  return { address, close: () => server.close() };
}
