import { expect, it } from 'vitest';
import { parseRoute } from '../../src/state/route';
import { findReportId, linkToThreat, parseThreatPlace, THREAT_PARTS } from '../../src/views/threats/threat-route';

it('finds the list, a comparison and the parts of a threat', () => {
  expect(parseThreatPlace([])).toEqual({ kind: 'list' });
  expect(parseThreatPlace(['G0016'])).toEqual({ kind: 'verdict', ref: 'G0016' });
  expect(parseThreatPlace(['layer:x', 'look'])).toEqual({ kind: 'look', ref: 'layer:x' });
  expect(parseThreatPlace(['compare', 'G0016', 'S0002', 'G0016'])).toEqual({
    kind: 'compare',
    refs: ['G0016', 'S0002'],
  });
  expect(parseThreatPlace(['compare'])).toEqual({ kind: 'compare', refs: [] });
});

it('knows no other address, and no text where there is none', () => {
  expect(parseThreatPlace(['G0016', 'elsewhere'])).toBeNull();
  expect(parseThreatPlace(['G0016', 'look', 'more'])).toBeNull();
  expect(parseThreatPlace(['G0016', 'reading'])).toBeNull();
  expect(parseThreatPlace(['report-ab~2', 'reading'])).toBeNull();
  expect(parseThreatPlace(['report-ab', 'reading'])).toEqual({ kind: 'reading', ref: 'report-ab' });
});

it('comes back from every link it gives', () => {
  for (const ref of ['G0016', 'report-ab', 'layer:my / layer?', 'layer:50 %']) {
    for (const part of THREAT_PARTS) {
      if (part === 'reading' && findReportId(ref) === null) continue;
      expect(parseThreatPlace(parseRoute(linkToThreat(ref, part)).detail)).toEqual({ kind: part, ref });
    }
  }
});

it('knows which report a threat is of', () => {
  expect(findReportId('report-ab')).toBe('report-ab');
  expect(findReportId('report-ab~12')).toBe('report-ab');
  expect(findReportId('G0016')).toBeNull();
});
