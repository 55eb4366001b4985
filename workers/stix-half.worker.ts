import { packSecondHalf } from '../src/formats/stix/stix-halves';

/** The second half of a large STIX bundle, beside the worker that reads the first. Says when it is ready, then what it took. */
self.onmessage = ({ data }: MessageEvent<Uint8Array>) => {
  self.postMessage(packSecondHalf(data));
};
self.postMessage('ready');
