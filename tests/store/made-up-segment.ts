import type { SealedSegment } from '../../src/domain/columns/column';
import type { History } from '../../src/domain/history/history';
import { UTC } from '../../src/domain/history/time-settings';

/** Segments whose columns hold nothing that can be read: what is stored is bytes. */
export function makeSegment(rows: number, from: number | null = null, bytes = 100): SealedSegment {
  const data = () => new Uint8Array(bytes / 2).fill(rows % 256).buffer;
  return {
    rows,
    from,
    to: from === null ? null : from + 10,
    bytes,
    columns: [
      { field: 'source.ip', kind: 'address', data: data() },
      { field: 'message', kind: 'text', data: data() },
    ],
  };
}

export function makeHistory(id: string, said: Partial<History> = {}): History {
  return {
    id,
    name: `History ${id}`,
    fileName: `${id}.log`,
    sha256: '',
    size: 1,
    formats: ['zeek-tsv'],
    site: '',
    time: UTC,
    importedAt: '2026-11-25T10:00:00Z',
    rows: 0,
    from: null,
    to: null,
    bytes: 0,
    segments: 0,
    complete: false,
    members: [''],
    dropped: 0,
    ...said,
  };
}
