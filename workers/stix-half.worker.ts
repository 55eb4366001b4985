import { packSecondHalf } from '../src/formats/stix/stix-halves';

/** The second half of a large STIX bundle, beside the worker that reads the first. Asked with `null` it only says that it is there. */
self.onmessage = ({ data }: MessageEvent<Uint8Array | null>) => {
  self.postMessage(data === null ? 'ready' : packSecondHalf(data));
};
