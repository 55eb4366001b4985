import { createSignal } from 'solid-js';
import { describe, expect, it } from 'vitest';
import { finish } from '../../src/domain/in-pieces';
import { issue } from '../../src/domain/result';
import { describeMatch, listProductOptions } from '../../src/views/imports/product-words';
import { createRowSelection } from '../../src/views/pieces/create-row-selection';
import { findOptions } from '../../src/views/pieces/find-options';
import { groupIssues } from '../../src/views/pieces/group-issues';
import { sortRows } from '../../src/views/pieces/sort-rows';

describe('sorting rows', () => {
  const rows = ['Host 10', null, 'host 2', 'Host 2'] as const;

  it('reads numbers inside names, ignores case, and keeps the order of equals', () => {
    expect(finish(sortRows(rows, (row) => row, false))).toEqual(['host 2', 'Host 2', 'Host 10', null]);
  });

  it('puts what has no value last, either way', () => {
    expect(finish(sortRows(rows, (row) => row, true))).toEqual(['Host 10', 'host 2', 'Host 2', null]);
  });
});

describe('choosing rows', () => {
  function choose(keys: readonly string[]) {
    const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
    return { selection: createRowSelection(() => keys, selected, setSelected), selected };
  }

  it('extends from the row that was chosen last, in either direction', () => {
    const { selection, selected } = choose(['a', 'b', 'c', 'd', 'e']);
    selection.toggle('d', true, false);
    selection.toggle('b', true, true);
    expect([...selected()].sort()).toEqual(['b', 'c', 'd']);
    selection.toggle('c', false, true);
    expect([...selected()]).toEqual(['d']);
  });

  it('says whether none, some or all are chosen, and counts only rows that are there', () => {
    const { selection, selected } = choose(['a', 'b']);
    expect(selection.state()).toBe('none');
    selection.toggle('a', true, false);
    selection.toggle('elsewhere', true, false);
    expect([selection.state(), selection.count(), selected().size]).toEqual(['some', 1, 2]);
    selection.toggleAll(true);
    expect(selection.state()).toBe('all');
  });
});

describe('finding options', () => {
  const options = [
    { label: 'Windows event log' },
    { label: 'Sysmon', hint: 'Microsoft, Windows' },
    { label: 'Éclair' },
  ];

  it('wants every word, anywhere, and puts labels that start with the text first', () => {
    expect(findOptions(options, 'wind').map(({ label }) => label)).toEqual(['Windows event log', 'Sysmon']);
    expect(findOptions(options, 'windows micro').map(({ label }) => label)).toEqual(['Sysmon']);
  });

  it('finds a suggested sensor by what its likeness hides', () => {
    const all = [
      { value: 'log', label: 'Windows event log', hint: 'Microsoft · security log, winevt' },
      { value: 'vpn', label: 'VPN gateway', hint: '' },
    ];
    const suggestions = [{ sensorId: 'log', score: 0.6 }];
    const offered = listProductOptions({ suggestions }, all);
    expect(offered[0]?.hint).toContain('alike');
    expect(findOptions(offered, 'security log').map(({ value }) => value)).toEqual(['log']);
    expect(findOptions(offered, 'winev').map(({ value }) => value)).toEqual(['log']);
  });

  it('says of what fits badly what it may be', () => {
    expect(describeMatch({ how: 'own', score: 0 })).toBe('nothing fits');
    expect(describeMatch({ how: 'own', score: 0 }, 'Firewall')).toBe('not sure: did you mean Firewall?');
  });

  it('asks for no accents', () => {
    expect(findOptions(options, 'eclair')).toHaveLength(1);
    expect(findOptions(options, ' ')).toEqual(options);
  });
});

describe('grouping issues', () => {
  const row = (n: number) => ({ kind: 'row', row: n }) as const;

  it('joins what is wrong in the same way and treated alike, errors first', () => {
    const groups = groupIssues([
      issue('note', 'short', row(2), 'Short.'),
      issue('error', 'no-name', row(3), 'No name.', { done: 'left out' }),
      issue('error', 'no-name', row(5), 'No name.', { done: 'left out', found: 'x' }),
      issue('error', 'no-name', row(7), 'No name.', { done: 'named for you' }),
    ]);
    expect(groups.map(({ message, done, issues }) => [message, done, issues.length])).toEqual([
      ['No name.', 'left out', 2],
      ['No name.', 'named for you', 1],
      ['Short.', undefined, 1],
    ]);
  });

  it('counts all of a kind where one group is all of it', () => {
    const issues = [
      issue('warning', 'same', row(2), 'The same.', { found: 'as row 1' }),
      issue('warning', 'same', row(3), 'The same.', { found: 'as row 1' }),
      issue('warning', 'odd', row(4), 'Odd one.'),
      issue('warning', 'odd', row(5), 'Other odd one.'),
    ];
    const groups = groupIssues(issues, { same: 395_000, odd: 7 });
    expect(groups.map(({ message, count }) => [message, count])).toEqual([
      ['The same.', 395_000],
      ['Odd one.', 1],
      ['Other odd one.', 1],
    ]);
  });
});
