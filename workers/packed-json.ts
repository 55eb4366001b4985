/** Reads JSON that may be gzipped, judged by its first bytes: a host may or may not have undone the compression. */

export async function fetchPackedJson(url: string): Promise<unknown> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} could not be loaded: ${answer.status} ${answer.statusText}`);
  return unpackJson(await answer.arrayBuffer());
}

export async function unpackJson(bytes: ArrayBuffer): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(isGzip(new Uint8Array(bytes)) ? await gunzip(bytes) : bytes));
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

export function packText(text: string): Promise<ArrayBuffer> {
  const bytes = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(bytes).arrayBuffer();
}

/**
 * Not packed: it is written while the user waits, and browsers compress on the thread that asks, which for the prose of a
 * release takes as long as parsing its bundle. `unpackJson` reads both.
 */
export function encodeJson(value: unknown): ArrayBuffer {
  return new TextEncoder().encode(JSON.stringify(value)).buffer;
}

function gunzip(bytes: ArrayBuffer): Promise<ArrayBuffer> {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}
