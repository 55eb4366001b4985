import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.gz': 'application/gzip',
};

/** The plainest host there is: files, their types, no other header. Chromium counts 127.0.0.1 as secure. */
export class StaticServer {
  /** Addresses asked for, in order; paths below the prefix. */
  readonly requested: string[] = [];
  /** Paths that are asked for and never answered. */
  readonly silent = new Set<string>();
  readonly #server = createServer();
  #address = '';

  private constructor() {}

  /** @param prefix begins and ends with a slash: `/some/sub/path/` */
  static async open(folder: string, prefix = '/'): Promise<StaticServer> {
    const host = new StaticServer();
    const server = host.#server;
    server.on('request', async (request, response) => {
      const path = new URL(request.url ?? '/', 'http://host').pathname;
      const inside = path.startsWith(prefix) ? normalize(path.slice(prefix.length)) : '..';
      host.requested.push(inside);
      if (host.silent.has(inside)) return;
      const name = inside === '.' || inside.endsWith('/') ? join(inside, 'index.html') : inside;
      const body = inside.startsWith('..') ? null : await readFile(join(folder, name)).catch(() => null);
      if (body === null) {
        response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not here');
      } else {
        response.writeHead(200, { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream' }).end(body);
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    host.#address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`;
    return host;
  }

  /** Stays what it was when the server is closed. */
  get address(): string {
    return this.#address;
  }

  /** Nothing answers from here on; a page that still works needs no network. */
  close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    return closed;
  }
}
