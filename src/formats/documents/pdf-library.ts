/**
 * pdf.js (https://mozilla.github.io/pdf.js/) without a worker of its own, as whoever reads is in one already; without
 * WebAssembly, evaluated code, fonts or anything else that would be fetched. Its legacy build, as the other one needs
 * browsers of this year.
 */
import type { DrawnText } from './pdf-segments';

export interface PdfPage {
  getTextContent(): Promise<{ readonly items: readonly (DrawnText | { readonly type: string })[] }>;
  cleanup(): unknown;
}

export interface PdfDocument {
  readonly numPages: number;
  getPage(number: number): Promise<PdfPage>;
  getMetadata(): Promise<{
    readonly info: object;
    readonly metadata: { get(name: string): unknown } | null;
  }>;
}

export interface OpenPdf {
  readonly document: PdfDocument;
  close(): Promise<void>;
}

/** @param bytes are handed over: the caller keeps a copy of what it still needs */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const [pdfjs, handler] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.mjs'),
  ]);
  // Where it looks before it would start a worker.
  (globalThis as { pdfjsWorker?: unknown }).pdfjsWorker = handler;
  const task = pdfjs.getDocument({
    data: bytes,
    useWasm: false,
    isEvalSupported: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    disableAutoFetch: true,
    disableStream: true,
    verbosity: 0,
  });
  try {
    return { document: await task.promise, close: () => task.destroy() };
  } catch (error) {
    await task.destroy().catch(() => undefined);
    throw error;
  }
}
