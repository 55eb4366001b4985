import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { composeMatrixPicture } from '../../src/domain/coverage/matrix-picture';
import type { Picture, Shape } from '../../src/domain/coverage/picture';
import { TECHNIQUE_STATES } from '../../src/domain/coverage/state';
import { HATCH, INK, INK_MUTED, LINE, LINE_STRONG, lookOf, PAPER } from '../../src/domain/coverage/state-look';
import { estimateWidth, fitText, wrapText } from '../../src/domain/coverage/text-width';
import { computeTacticTotals } from '../../src/domain/coverage/totals';
import { fitScale } from '../../src/formats/matrix-png';
import { writeMatrixSvg } from '../../src/formats/matrix-svg';
import { ESTATE, makeSubject } from './demonstration-subject';

const FOLDED = { isUnfolded: () => false };
const UNFOLDED = { isUnfolded: () => true };

function textsOf({ shapes }: Picture): readonly string[] {
  return shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
}

/** Everything inside the picture, and no text beyond the edge of what it stands in. */
function findOutside({ width, height, shapes }: Picture): readonly Shape[] {
  return shapes.filter((shape) => {
    if (shape.kind !== 'text') {
      return (
        shape.x < 0 || shape.y < 0 || shape.x + shape.width > width + 0.01 || shape.y + shape.height > height + 0.01
      );
    }
    const size = estimateWidth(shape.text, shape.size, shape.isBold);
    return shape.y > height || (shape.anchor === 'end' ? shape.x - size < 0 : shape.x + size > width);
  });
}

describe('the picture of all of Enterprise', () => {
  const { subject } = makeSubject();
  const folded = composeMatrixPicture(subject, FOLDED);
  const unfolded = composeMatrixPicture(subject, UNFOLDED);

  it('says what it shows, of whom, when, through which lens and for whose eyes', () => {
    const words = textsOf(folded).join('\n');
    expect(words).toContain('Demonstration: coverage of ATT&CK 19.1 Enterprise');
    expect(words).toContain('24 Nov 2026');
    expect(words).toContain('Analytics (component precision or better, whole sensor library');
    expect(words).toContain('DEMONSTRATION, a made-up estate');
    expect(words).toContain('TLP:AMBER');
    expect(words).toContain('The MITRE Corporation');
    for (const word of ['runs, deeper with strength', 'one short', 'partial', 'blind']) expect(words).toContain(word);
  });

  it('has every technique once per tactic, and sub-techniques when they are asked for', () => {
    const { techniques, tactics } = subject.index.catalog;
    const places = techniques.filter(({ parent }) => parent < 0).reduce((sum, each) => sum + each.tactics.length, 0);
    const idsIn = (picture: Picture) => textsOf(picture).filter((words) => /^T\d{4}( |$)/.test(words)).length;
    const subsIn = (picture: Picture) => textsOf(picture).filter((words) => /^\.\d{3} /.test(words)).length;
    expect(idsIn(folded)).toBe(places);
    expect(subsIn(folded)).toBe(0);
    const subPlaces = techniques
      .filter(({ parent }) => parent >= 0)
      .reduce((sum, { parent }) => sum + (techniques[parent]?.tactics.length ?? 0), 0);
    expect(subsIn(unfolded)).toBe(subPlaces);
    for (const { name } of tactics) expect(textsOf(folded).join(' ')).toContain(name);
  });

  it('counts per tactic what the screen counts', () => {
    const { index, coverage } = subject;
    const counts = computeTacticTotals(index, coverage).map(({ runs, counted }) =>
      counted === 0 ? 'nothing counts' : `${runs} of ${counted}`,
    );
    expect(textsOf(folded).filter((words) => /^\d+ of \d+$|^nothing counts$/.test(words))).toEqual(counts);
  });

  it('leaves nothing outside', () => {
    expect(findOutside(folded)).toEqual([]);
    expect(findOutside(unfolded)).toEqual([]);
  });

  it('gives every state a look that does not need colour', () => {
    const shapesOf = (state: number) => {
      const coverage = { ...subject.coverage, states: subject.coverage.states.map(() => state) };
      const picture = composeMatrixPicture({ ...subject, coverage, shown: [0] }, FOLDED);
      const cells = picture.shapes.slice(
        picture.shapes.findIndex((shape) => shape.kind === 'text' && /^\d+ of \d+$|^nothing/.test(shape.text)),
      );
      return cells
        .map((shape) =>
          shape.kind === 'rect'
            ? `rect ${shape.x} ${shape.y} ${shape.width} ${shape.height} ${shape.dash} ${shape.stroke !== null}`
            : shape.kind,
        )
        .join('; ');
    };
    const looks = TECHNIQUE_STATES.map((_, state) => shapesOf(state));
    expect(new Set(looks).size).toBe(TECHNIQUE_STATES.length);
  });

  it('shows what passed the filters, and says so', () => {
    const shown = subject.index.catalog.techniques.flatMap(({ id }, at) => (id === 'T1059.001' ? [at] : []));
    const picture = composeMatrixPicture({ ...subject, shown }, FOLDED);
    expect(textsOf(picture).filter((words) => words.startsWith('T1'))).toHaveLength(1);
    expect(textsOf(picture)).toContain('.001 PowerShell');
    expect(textsOf(picture)[2]).toMatch(/^Of the 1 techniques shown/);
  });
});

it('draws the one tactic that is chosen, folded as it was', () => {
  const { subject } = makeSubject();
  const { techniques, tactics } = subject.index.catalog;
  const stealth = tactics.findIndex(({ name }) => name === 'Stealth');
  const shown = techniques.flatMap((technique, at) => (technique.tactics.includes(stealth) ? [at] : []));
  const picture = composeMatrixPicture({ ...subject, shown, tactic: tactics[stealth]?.id ?? '' }, FOLDED);
  const words = textsOf(picture);
  const heads = picture.shapes.flatMap((shape) =>
    shape.kind === 'text' && shape.isBold && shape.size === 13 ? [shape.text] : [],
  );
  expect(heads).toEqual(['TLP:AMBER', 'Stealth']);
  expect(words.filter((each) => /^\.\d{3} /.test(each))).toEqual([]);
  expect(words.filter((each) => /^T\d{4}( |$)/.test(each))).toHaveLength(
    shown.filter((at) => (techniques[at]?.parent ?? 0) < 0).length,
  );
});

it('draws the SMAP lens, ICS and an estate with hostile names', () => {
  const hostile = '"><script>alert(1)</script>&amp; \u0000\ud800 عربي 日本語';
  const inventory = { ...ESTATE, groups: ESTATE.groups.map((group) => ({ ...group, name: hostile })) };
  const settings = { ...makeSubject().subject.settings, groupIds: inventory.groups.map(({ id }) => id) };
  for (const change of [
    { lens: 'smap' as const },
    { release: 'ics-attack-19.1' },
    { inventory, settings, tlp: '__proto__' },
  ]) {
    const { subject } = makeSubject(change);
    const picture = composeMatrixPicture(subject, UNFOLDED);
    expect(findOutside(picture)).toEqual([]);
    const svg = writeMatrixSvg(picture);
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).not.toMatch(/<script|<style|javascript:|\bon\w+=|href|url\((?!#hatch)/);
  }
}, 30_000);

it('is one SVG with a title and a description, small enough to mail', () => {
  const svg = writeMatrixSvg(composeMatrixPicture(makeSubject().subject, UNFOLDED));
  const parsed = new XMLParser({ ignoreAttributes: false }).parse(svg);
  expect(parsed.svg.title['#text']).toContain('ATT&CK 19.1');
  expect(parsed.svg.desc['#text']).toContain('TLP:AMBER');
  expect(svg.length).toBeLessThan(1_200_000);
  const folder = process.env['PICTURES'];
  if (folder !== undefined) {
    for (const lens of ['analytics', 'smap'] as const) {
      const { subject } = makeSubject({ lens });
      writeFileSync(join(folder, `${lens}.svg`), writeMatrixSvg(composeMatrixPicture(subject, FOLDED)));
      writeFileSync(join(folder, `${lens}-unfolded.svg`), writeMatrixSvg(composeMatrixPicture(subject, UNFOLDED)));
    }
  }
});

it('fits the canvas that browsers have', () => {
  expect(fitScale({ width: 2600, height: 1800 })).toBe(2);
  expect(fitScale({ width: 2600, height: 20_000 })).toBeLessThan(1);
  const { width, height } = composeMatrixPicture(makeSubject().subject, UNFOLDED);
  const scale = fitScale({ width, height });
  expect(width * height * scale * scale).toBeLessThanOrEqual(64 * 1024 * 1024 + 1);
});

describe('text without measures', () => {
  it('is cut and wrapped to what fits', () => {
    const name = 'Command and Scripting Interpreter';
    expect(fitText(name, 1000, 12)).toBe(name);
    const cut = fitText(name, 80, 12);
    expect(cut.endsWith('…')).toBe(true);
    expect(estimateWidth(cut, 12)).toBeLessThanOrEqual(80);
    expect(wrapText(name, 120, 12, 2)).toHaveLength(2);
    expect(wrapText(`${name} ${name}`, 100, 12, 2).at(-1)).toMatch(/…$/);
    expect(wrapText('', 100, 12, 2)).toEqual([]);
    expect(wrapText('x'.repeat(500), 100, 12, 2)).toHaveLength(1);
  });
});

it('has the colours of the light theme', () => {
  const css = readFileSync(join(import.meta.dirname, '..', '..', 'src', 'views', 'tokens.css'), 'utf8');
  const light = (name: string) => new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6})`).exec(css)?.[1];
  expect([PAPER, INK, INK_MUTED, LINE, LINE_STRONG, HATCH]).toEqual(
    ['paper', 'ink', 'ink-muted', 'line', 'line-strong', 'hatch'].map(light),
  );
  for (const grade of [1, 2, 3, 4, 5] as const) {
    expect(lookOf('runs', grade)).toMatchObject({ fill: light(`runs-${grade}`), ink: light(`runs-ink-${grade}`) });
  }
  for (const state of ['one short', 'partial', 'blind'] as const) {
    expect(lookOf(state, 0).fill).toBe(light(state.replace(' ', '-')));
  }
});
