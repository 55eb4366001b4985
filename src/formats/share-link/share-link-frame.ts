/**
 * The payload of a link, `#/open/<payload>`, docs/formats/share-link.md: a frame by which truncation and damage are told
 * apart, around packed bytes, which a passphrase may seal.
 */
import { deflateSync, Inflate } from 'fflate';
import { makeSha256 } from '../../domain/digest';
import { failure, issue, type Place, type Result, success } from '../../domain/result';
import { base64ToBytes, bytesToBase64Url } from '../../domain/workspace/base64';

const THE_LINK: Place = { kind: 'path', path: 'the link' };
const LINK_FORMAT = 1;
const SEALED = 1;
/** Format, flags, length of the body, checksum. */
const HEAD = 10;
const SALT = 16;
const IV = 12;
/** OWASP's advice for PBKDF2 with SHA-256; stated in the link, so that it can rise. */
const ITERATIONS = 600_000;
const MOST_ITERATIONS = 5_000_000;
/** Characters; browsers take far more, but nobody sends such links. */
const LONGEST_PAYLOAD = 512 * 1024;
/** What a link may unfold to: an inventory of thousands of deployments. */
const LARGEST_BODY = 4 * 1024 * 1024;

/** A link as far as it can be opened without a passphrase. */
export type FramedLink =
  | { readonly kind: 'open'; readonly body: Uint8Array }
  | { readonly kind: 'sealed'; unseal(passphrase: string): Promise<Result<Uint8Array>> };

export async function writeLinkFrame(body: Uint8Array, passphrase: string): Promise<Result<string>> {
  const packed = deflateSync(body, { level: 9 });
  if (passphrase === '') return success(frame(0, packed));
  const subtle = findCrypto();
  if (subtle === null) return needsSecureContext('sealed');
  const salt = crypto.getRandomValues(new Uint8Array(SALT));
  const iv = crypto.getRandomValues(new Uint8Array(IV));
  const key = await deriveKey(subtle, passphrase, salt, ITERATIONS);
  const additionalData = new Uint8Array([LINK_FORMAT, SEALED]);
  const sealed = new Uint8Array(
    await subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, new Uint8Array(packed)),
  );
  return success(frame(SEALED, join(numberToBytes(ITERATIONS), salt, iv, sealed)));
}

export function readLinkFrame(payload: string): Result<FramedLink> {
  if (payload.length > LONGEST_PAYLOAD)
    return refuse('link-too-long', 'The link is longer than any that Vedette makes.');
  // What chat programs put around and behind an address belongs to no alphabet, and is skipped.
  const bytes = base64ToBytes(payload);
  const [format = 0, flags = 0] = bytes;
  if (bytes.length < HEAD)
    return refuse('link-truncated', 'The link is cut off: nearly all of it is missing.', ASK_AGAIN);
  if (format !== LINK_FORMAT || flags > SEALED) {
    return format > LINK_FORMAT && format < 32
      ? refuse(
          'link-newer',
          'The link was made by a newer Vedette.',
          'Nothing was read. Load the page again: it may have a newer version by then.',
        )
      : refuse(
          'link-unknown',
          'This is no link that Vedette made, or its beginning was changed on the way.',
          ASK_AGAIN,
        );
  }
  const length = bytesToNumber(bytes, 2);
  const body = bytes.slice(HEAD, HEAD + length);
  if (body.length < length) {
    const share = Math.floor((100 * body.length) / length);
    return refuse(
      'link-truncated',
      `The link is cut off: ${share} % of it arrived.`,
      `${ASK_AGAIN} Some chat programs cut long addresses.`,
    );
  }
  if (bytesToNumber(checksum(body), 0) !== bytesToNumber(bytes, 6)) {
    return refuse('link-damaged', 'The link was changed on the way: its checksum differs.', ASK_AGAIN);
  }
  if (flags !== SEALED) {
    const unpacked = unpack(body);
    return unpacked.ok ? success({ kind: 'open', body: unpacked.value }) : unpacked;
  }
  return success({ kind: 'sealed', unseal: (passphrase) => unseal(body, passphrase) });
}

const ASK_AGAIN = 'Nothing was read. Ask for the link again, or for a backup file.';

async function unseal(body: Uint8Array, passphrase: string): Promise<Result<Uint8Array>> {
  const subtle = findCrypto();
  if (subtle === null) return needsSecureContext('opened');
  const iterations = bytesToNumber(body, 0);
  if (iterations < 1 || iterations > MOST_ITERATIONS)
    return refuse('link-damaged', 'The link asks for more work than any link of ours.', ASK_AGAIN);
  const salt = body.slice(4, 4 + SALT);
  const iv = body.slice(4 + SALT, 4 + SALT + IV);
  const key = await deriveKey(subtle, passphrase, salt, iterations);
  const additionalData = new Uint8Array([LINK_FORMAT, SEALED]);
  try {
    const packed = await subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, body.slice(4 + SALT + IV));
    return unpack(new Uint8Array(packed));
  } catch {
    // The checksum held, so that this is what is left.
    return refuse('passphrase-wrong', 'This is not the passphrase.', 'Nothing was read. Capitals and spaces count.');
  }
}

async function deriveKey(subtle: SubtleCrypto, passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number) {
  // The same letters may be typed in more than one way.
  const secret = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  return subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** Piece by piece, so that what unfolds too far is stopped before it fills the memory. */
function unpack(packed: Uint8Array): Result<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate((piece) => {
    size += piece.length;
    if (size > LARGEST_BODY) throw new UnfoldsTooFar();
    pieces.push(piece.slice());
  });
  try {
    for (let at = 0; at < packed.length; at += PIECE)
      inflate.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
  } catch (error) {
    return error instanceof UnfoldsTooFar
      ? refuse('link-unfolds-too-far', 'The link unfolds to more than any inventory needs.')
      : refuse('link-damaged', 'The link cannot be unpacked.', ASK_AGAIN);
  }
  return success(join(...pieces));
}

/** Small: what one piece unfolds to is the most that is too much. */
const PIECE = 1024;

class UnfoldsTooFar extends Error {}

function frame(flags: number, body: Uint8Array): string {
  return bytesToBase64Url(join(new Uint8Array([LINK_FORMAT, flags]), numberToBytes(body.length), checksum(body), body));
}

function checksum(body: Uint8Array): Uint8Array {
  const digest = makeSha256();
  digest.update(body);
  return Uint8Array.from(digest.finish().slice(0, 8).match(/../g) ?? [], (hex) => Number.parseInt(hex, 16));
}

function numberToBytes(value: number): Uint8Array {
  return new Uint8Array([value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
}

function bytesToNumber(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) * 2 ** 24 + ((bytes[at + 1] ?? 0) << 16) + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0)) >>>
    0
  );
}

function join(...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Browsers keep it from pages that came over plain HTTP. */
function findCrypto(): SubtleCrypto | null {
  return (crypto.subtle as SubtleCrypto | undefined) ?? null;
}

function needsSecureContext(done: string): Result<never> {
  return refuse(
    'needs-secure-context',
    `A link with a passphrase cannot be ${done} here: over plain HTTP the browser gives the page no cryptography.`,
    'Open Vedette over HTTPS or on localhost.',
  );
}

function refuse(code: string, message: string, done = 'Nothing was read.'): Result<never> {
  return failure(issue('error', code, THE_LINK, message, { done }));
}
