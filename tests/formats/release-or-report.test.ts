import { expect, it, vi } from 'vitest';
import { readRelease } from '../../workers/readings/release-reading';
import { readStix } from '../../workers/readings/stix-report-reading';
import { makeReadingContext, makeTextSource } from '../reading-context';
import { bundle, makeObject, makeReport, makeTechnique } from './made-up-stix-objects';

vi.mock('../../workers/shipped-catalogs', async () => (await import('./read-as-worker')).SHIPPED);
vi.mock('../../workers/catalogs', async () => (await import('./read-as-worker')).makeCatalogs());

const READINGS = { readRelease, readStix };

it.each(Object.entries(READINGS))('%s refuses what is a release by its types and has no domain', async (_, read) => {
  const collection = makeObject('x-mitre-collection', 1, { name: 'Collection', x_mitre_version: '1.0' });
  const text = bundle(collection, makeTechnique(2, 'T1003'), makeObject('intrusion-set', 3, { name: 'Group' }));
  const result = await read(makeTextSource('x.json', text), makeReadingContext());
  expect(result.ok).toBe(false);
  expect(result.issues.map(({ code }) => code)).toEqual(['not-an-attack-bundle']);
});

it.each(Object.entries(READINGS))('%s reads a report as one', async (_, read) => {
  const technique = makeTechnique(2, 'T1003');
  const result = await read(
    makeTextSource('x.json', bundle(makeReport(1, [technique]), technique)),
    makeReadingContext(),
  );
  expect(result.ok && result.value.detail?.kind).toBe('report');
});
