import { makeSha256 } from '../src/domain/digest';
import { readSlices } from './file-slices';

export async function hashFile(file: Blob): Promise<string> {
  const hash = makeSha256();
  for await (const slice of readSlices(file)) hash.update(slice);
  return hash.finish();
}
