import { describe, expect, it } from 'vitest';
import { composeCoverageTable } from '../../src/domain/coverage/coverage-table';
import type { ExportSubject } from '../../src/domain/coverage/export-subject';
import { composeLayer } from '../../src/formats/coverage-layer';
import { writeNavigatorLayer } from '../../src/formats/navigator/navigator-layer';
import { validateLayer } from '../formats/navigator-layer-schema';
import { makeSubject } from './demonstration-subject';

function statementsOf(subject: ExportSubject): readonly unknown[] {
  const layer = composeLayer(subject);
  expect(validateLayer(JSON.parse(writeNavigatorLayer(layer)))).toEqual([]);
  const { columns, rows } = composeCoverageTable(subject, new Map());
  const column = columns.indexOf('shown');
  const inLayer = layer.metadata.flatMap((item) => ('name' in item && item.name === 'Techniques' ? [item.value] : []));
  return [...inLayer, ...new Set(rows.map((row) => row[column]))];
}

describe('a layer and a table say how much of the release is in them', () => {
  it.each(['analytics', 'smap'] as const)('under the lens %s', (lens) => {
    const { subject } = makeSubject({ lens });
    const all = subject.index.catalog.techniques.length;
    expect(statementsOf(subject)).toEqual([`all ${all}`, `all ${all}`]);
    const some = `3 of ${all}: those that passed the filters`;
    expect(statementsOf({ ...subject, shown: [3, 4, 5] })).toEqual([some, some]);
  });
});
