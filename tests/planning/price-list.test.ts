import { describe, expect, it } from 'vitest';
import { readPastedCells } from '../../src/domain/pasted-cells';
import type { PlanOption } from '../../src/domain/planning/plan';
import { readPriceList } from '../../src/domain/planning/read-price-list';

function option(id: string, name: string): PlanOption {
  return { id, name, changes: [], price: { amount: '', currency: '', per: 'once' } };
}

const OPTIONS = [option('z', 'Zeek on Control-room network'), option('o', 'osquery'), option('s', 'Sysmon on servers')];

function read(text: string, options: readonly PlanOption[] = OPTIONS) {
  return readPriceList(readPastedCells(text), { options, currency: '', years: 1 });
}

describe('a price list from a spreadsheet', () => {
  it('is matched by name and keeps what was written', () => {
    const { rows, header } = read(
      'Product\tPrice\r\nOSQUERY\t1,200 EUR per year\r\nSysmon – on servers\t€ 3.500,50\r\n',
    );
    expect(header).toEqual(['Product', 'Price']);
    expect(rows).toMatchObject([
      { row: 2, optionId: 'o', match: 'exact', price: { amount: '1,200', currency: 'EUR', per: 'year' } },
      {
        row: 3,
        optionId: 's',
        match: 'exact',
        price: { amount: '3.500,50', currency: '€', per: 'year' },
        period: 'assumed',
      },
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
    ['400 EUR (yearly)', { amount: '400', currency: 'EUR', per: 'year' }],
    ['400 one-off', { amount: '400', per: 'once' }],
    ['-400', { amount: '-400', per: 'year' }],
    ['(400)', { amount: '(400)', per: 'year' }],
    ['on request', { amount: 'on request', per: 'year' }],
    ['0', { amount: '0', per: 'year' }],
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

  it('takes no price that cannot be used, and lets a later row name a better one', () => {
    const { rows } = read('osquery\t=1+1\nosquery\t8\nZeek\t-5\nSysmon on servers\ton request');
    expect(rows.map(({ problem, optionId }) => problem ?? optionId)).toEqual(['unusable', 'o', 'unusable', 'unusable']);
    expect(rows[0]?.fault).toContain('is not a number');
    const dollars = readPriceList(readPastedCells('osquery\t8 USD'), { options: OPTIONS, currency: 'EUR', years: 1 });
    expect(dollars.rows[0]).toMatchObject({ problem: 'unusable', optionId: null });
  });

  it('keeps how often an option is paid, else assumes a year, and says which', () => {
    const paid = OPTIONS.map((item) =>
      item.id === 'o' ? { ...item, price: { amount: '7', currency: '', per: 'once' as const } } : item,
    );
    expect(read('osquery\t8\nSysmon on servers\t9\nZeek\t3 a year', paid).rows).toMatchObject([
      { price: { per: 'once' }, period: 'kept' },
      { price: { per: 'year' }, period: 'assumed' },
      { price: { per: 'year' }, period: 'stated' },
    ]);
  });

  it.each(['Sensor name\tAnnual cost', 'Product\tPrice 2027 (EUR)', 'Lösung\tPreis', '\t\nWas\tEuro'])(
    'takes “%s” for a header, not for an option',
    (header) => {
      const { rows } = read(`${header}\nosquery\t8`);
      expect(rows.filter(({ problem }) => problem !== 'empty').map(({ optionId }) => optionId)).toEqual(['o']);
    },
  );

  it('takes a first row that names an option for no header', () => {
    expect(read('osquery\tfree\nSysmon on servers\t9').rows).toHaveLength(2);
    expect(read('Cost view\tlater', [option('c', 'Cost view')]).rows[0]).toMatchObject({ problem: 'unusable' });
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
