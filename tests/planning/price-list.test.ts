import { describe, expect, it } from 'vitest';
import { readPastedCells } from '../../src/domain/pasted-cells';
import type { PlanOption } from '../../src/domain/planning/plan';
import { readPriceList } from '../../src/domain/planning/read-price-list';

function option(id: string, name: string): PlanOption {
  return { id, name, changes: [], price: { amount: '', currency: '', per: 'once' } };
}

const OPTIONS = [option('z', 'Zeek on Control-room network'), option('o', 'osquery'), option('s', 'Sysmon on servers')];

function read(text: string, options: readonly PlanOption[] = OPTIONS) {
  return readPriceList(readPastedCells(text), options);
}

describe('a price list from a spreadsheet', () => {
  it('is matched by name and keeps what was written', () => {
    const { rows, header } = read(
      'Product\tPrice\r\nOSQUERY\t1,200 EUR per year\r\nSysmon – on servers\t€ 3.500,50\r\n',
    );
    expect(header).toEqual(['Product', 'Price']);
    expect(rows).toMatchObject([
      { row: 2, optionId: 'o', match: 'exact', price: { amount: '1,200', currency: 'EUR', per: 'year' } },
      { row: 3, optionId: 's', match: 'exact', price: { amount: '3.500,50', currency: '€', per: 'once' } },
    ]);
  });

  it('needs no header, in whatever order the columns stand', () => {
    const { rows, header } = read('9000\tosquery\tUSD\tyearly\n12\tSysmon on servers\tUSD\tonce');
    expect(header).toBeNull();
    expect(rows).toMatchObject([
      { row: 1, optionId: 'o', price: { amount: '9000', currency: 'USD', per: 'year' } },
      { row: 2, optionId: 's', price: { amount: '12', currency: 'USD', per: 'once' } },
    ]);
  });

  it.each([
    ['400 p.a.', { amount: '400', per: 'year' }],
    ['400 / yr', { amount: '400', per: 'year' }],
    ['400 EUR annually', { amount: '400', currency: 'EUR', per: 'year' }],
    ['-400', { amount: '-400', per: 'once' }],
    ['on request', { amount: 'on request', per: 'once' }],
    ['0', { amount: '0', per: 'once' }],
  ])('reads %s as written, wrong or right', (text, price) => {
    expect(read(`osquery\t${text}`).rows[0]?.price).toMatchObject(price);
  });

  it('prices or reports every row', () => {
    const { rows } = read(
      ['Zeek\t1', 'osquery\t', '\t5', 'Unheard of\t7', 'osquery\t8', 'osquery\t9', '', 'on\t3'].join('\n'),
    );
    expect(rows.map(({ problem, optionId }) => problem ?? optionId)).toEqual([
      'z',
      'no-price',
      'no-name',
      'unknown',
      'o',
      'named-before',
      'empty',
      'unknown',
    ]);
    expect(rows[0]).toMatchObject({ match: 'loose' });
  });

  it('does not choose between several options', () => {
    const twice = [option('a', 'Zeek on north'), option('b', 'Zeek on south')];
    expect(read('Zeek\t1', twice).rows[0]).toMatchObject({ problem: 'ambiguous', optionId: null });
  });

  it('bears anything', () => {
    for (const text of ['', '\t\t\t', '__proto__\tconstructor', '\u0000\t\u0000', 'x'.repeat(10_000)]) {
      const { rows } = read(text);
      for (const { optionId, problem } of rows) expect(optionId === null).toBe(problem !== null);
    }
  });
});
