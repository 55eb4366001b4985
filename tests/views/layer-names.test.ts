import { describe, expect, it } from 'vitest';
import { tellApart } from '../../src/views/layers/layer-words';

describe('telling layers of one name apart', () => {
  const layer = (id: string, name: string, fileName: string) => ({ id, name, fileName });

  it('names the file, and a number within one file; a name of its own needs neither', () => {
    const asides = tellApart([
      layer('1', 'layer', 'apt.json'),
      layer('2', 'Red team', 'apt.json'),
      layer('3', 'layer', 'list.json'),
      layer('4', 'layer', 'list.json'),
      layer('5', 'layer', ''),
    ]);
    expect([...asides]).toEqual([
      ['1', 'apt.json'],
      ['3', 'list.json, 1'],
      ['4', 'list.json, 2'],
      ['5', 'made here'],
    ]);
  });
});
