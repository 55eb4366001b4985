import { expect, it } from 'vitest';
import { describeWithShared } from '../shared-data';
import { classify, findNamed, NAMES, parentOf, type Row, readDocuments, readRows } from './annoctr';
import { type Judged, RIGHT, WRONG } from './annoctr-judged';

const KINDS = ['technique', 'group', 'software'] as const;
const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
const report = (what: string, figures: Record<string, unknown>) =>
  process.stdout.write(`${what}: ${JSON.stringify(figures)}\n`);

const KIND_OF = { T: 'technique', S: 'software', G: 'group', C: 'group' } as const;

/** "document: id written ×n", for one kind. */
function list(judged: Judged, kind: (typeof KINDS)[number]): string[] {
  return Object.entries(judged).flatMap(([document, names]) =>
    Object.entries(names).flatMap(([name, count]) =>
      KIND_OF[name[0] as keyof typeof KIND_OF] === kind ? [`${document}: ${name} ×${count}`] : [],
    ),
  );
}

const sumOf = (lines: readonly string[]) =>
  lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf('×') + 1)), 0);

describeWithShared('names in the reports that people marked', () => {
  const rows = readRows();
  const found = (row: Row) => {
    const from = row.left.length;
    const to = from + row.mention.length;
    return findNamed(row.left + row.mention + row.right).filter(({ start, end }) => start < to && end > from);
  };

  it('the marked mentions that are names, and those that are paraphrases', () => {
    const counts: Record<string, number> = {};
    for (const row of rows) {
      const key = `${row.kind} ${row.isExplicit ? 'explicit' : 'implicit'} ${classify(row)}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    report('marked mentions', counts);
    expect(rows).toHaveLength(795);
  });

  it.each(KINDS)('finds 90 of 100 names of a %s in their contexts, and 95 of 100 found are right', (kind) => {
    const named = rows.filter((row) => row.kind === kind && NAMES.includes(classify(row)));
    const isFound = (row: Row) => found(row).some(({ id }) => id === parentOf(row.object ?? ''));
    const hits = named.filter(isFound).length;
    const strict = named.filter((row) => classify(row) !== 'alias');
    const whole = named.filter((row) => classify(row) === 'attack');
    // Of the explicit mentions with a label of ATT&CK's in which a name of this kind is found.
    const answered = rows.filter(
      (row) =>
        row.kind === kind && row.isExplicit && row.object !== null && found(row).some((each) => each.kind === kind),
    );
    const right = answered.filter(isFound).length;
    report(`${kind}s in context`, {
      recall: `${hits}/${named.length}`,
      'recall, names of ATT&CK only': `${strict.filter(isFound).length}/${strict.length}`,
      'recall, of these not one word of several': `${whole.filter(isFound).length}/${whole.length}`,
      precision: `${right}/${answered.length}`,
      missed: named.filter((row) => !isFound(row)).map((row) => `${row.mention} → ${row.title}`),
      wrong: answered.filter((row) => !isFound(row)).map((row) => `${row.mention} → ${row.title}`),
    });
    expect(share(hits, named.length)).toBeGreaterThanOrEqual(0.9);
    expect(share(right, answered.length)).toBeGreaterThanOrEqual(0.95);
  });

  it.each(KINDS)('the same for a %s in the full texts, where all that is not marked has been judged', (kind) => {
    const sum = { marked: 0, unmarked: 0, names: 0, hits: 0 };
    const unmarked: Record<string, Record<string, number>> = {};
    for (const { name, text, labels } of readDocuments(rows)) {
      const all = findNamed(text).filter((each) => each.kind === kind);
      for (const { start, end, id } of all) {
        const over = labels.filter((label) => label.start < end && label.end > start);
        if (over.some(({ object }) => object !== null && parentOf(object) === id)) {
          sum.marked++;
          continue;
        }
        sum.unmarked++;
        const of = unmarked[name] ?? {};
        unmarked[name] = of;
        const key = `${id} ${text.slice(start, end)}`;
        of[key] = (of[key] ?? 0) + 1;
      }
      for (const label of labels) {
        if (label.kind !== kind || !NAMES.includes(classify(label))) continue;
        sum.names++;
        const isHit = all.some(
          ({ start, end, id }) => start < label.end && end > label.start && id === parentOf(label.object ?? ''),
        );
        if (isHit) sum.hits++;
      }
    }
    const wrong = list(WRONG, kind);
    expect(list(unmarked, kind).sort()).toEqual([...list(RIGHT, kind), ...wrong].sort());
    const total = sum.marked + sum.unmarked;
    const right = total - sumOf(wrong);
    report(`${kind}s in full texts`, { ...sum, strict: `${sum.marked}/${total}`, judged: `${right}/${total}` });
    expect(share(sum.hits, sum.names)).toBeGreaterThanOrEqual(0.9);
    expect(share(right, total)).toBeGreaterThanOrEqual(0.95);
  });
});
