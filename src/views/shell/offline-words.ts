import type { OfflineState } from '../../state/offline';

export interface OfflineWords {
  readonly short: string;
  /** Whole sentences: what it means, and what to do. */
  readonly long: string;
}

/** @param progress files stored so far, while they are being stored */
export function describeOffline(
  state: OfflineState,
  progress: { readonly done: number; readonly total: number } | null,
): OfflineWords {
  switch (state) {
    case 'ready':
      return {
        short: 'Ready offline',
        long: 'Every file of this version is stored on this device. You can disconnect from the network and open this address again.',
      };
    case 'installing':
      return {
        short: progress === null ? 'Storing for offline' : `Storing for offline, ${progress.done} of ${progress.total}`,
        long: 'The files of this version are being stored on this device. Everything works meanwhile; stay connected until it is done.',
      };
    case 'failed':
      return {
        short: 'Not stored for offline',
        long: 'Some files could not be stored on this device: the network went away, or storage is full or forbidden. Everything works while you are connected; storing is tried again when the network is back.',
      };
    case 'unsupported':
      return isPlainHttp()
        ? {
            short: 'Plain HTTP: no offline',
            long: 'This page came over plain HTTP. The browser then neither stores it for offline use nor signs anything, and whoever controls the network could change the page on its way. Open it over HTTPS or from localhost.',
          }
        : {
            short: 'No offline use',
            long: 'This browser, or this way of serving the page, does not store pages for offline use. Everything else works.',
          };
  }
}

/** Not a secure context: neither HTTPS nor localhost. */
export function isPlainHttp(): boolean {
  return !globalThis.isSecureContext;
}
