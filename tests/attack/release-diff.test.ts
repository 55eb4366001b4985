import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/domain/attack/catalog';
import { type ChangeKind, diffReleases, type ReleaseDiff } from '../../src/domain/attack/release-diff';
import { writeDiffCsv, writeDiffLayer } from '../../src/formats/release-diff-files';

const CATALOGS = join(import.meta.dirname, '..', '..', 'data', 'catalog');
const open = (name: string): Catalog => JSON.parse(readFileSync(join(CATALOGS, `${name}.json`), 'utf8'));
const old = open('enterprise-attack-13.1');
const before = open('enterprise-attack-18.1');
const now = open('enterprise-attack-19.1');

function only({ changes }: ReleaseDiff, kind: ChangeKind) {
  return changes.filter((change) => change.kind === kind);
}

function count(diff: ReleaseDiff): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of diff.changes) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

describe('18.1 to 19.1', () => {
  const diff = diffReleases(before, now);

  it('renames Defense Evasion and adds Defense Impairment', () => {
    expect(only(diff, 'tactic renamed')).toEqual([
      { kind: 'tactic renamed', id: 'TA0005', name: 'Stealth', before: 'Defense Evasion', after: 'Stealth' },
    ]);
    expect(only(diff, 'tactic added').map(({ id, name }) => [id, name])).toEqual([['TA0112', 'Defense Impairment']]);
    expect(only(diff, 'tactic removed')).toEqual([]);
  });

  it('has moved what went elsewhere, not what stayed in a tactic that was renamed', () => {
    const moved = new Set(only(diff, 'moved').map(({ id }) => id));
    expect(moved.has('T1014')).toBe(false);
    expect(only(diff, 'moved').find(({ id }) => id === 'T1550')).toMatchObject({
      before: 'Defense Evasion, Lateral Movement',
      after: 'Lateral Movement',
    });
  });

  it('accounts for every technique of both releases', () => {
    const live = new Set(now.techniques.map(({ id }) => id));
    const known = new Set(before.techniques.map(({ id }) => id));
    const lost = [...only(diff, 'revoked'), ...only(diff, 'deprecated'), ...only(diff, 'absent')];
    expect(lost).toHaveLength([...known].filter((id) => !live.has(id)).length);
    expect(only(diff, 'added')).toHaveLength([...live].filter((id) => !known.has(id)).length);
    const touched = new Set(
      diff.changes.filter(({ id }) => known.has(id as never) && live.has(id as never)).map(({ id }) => id),
    );
    expect(diff.unchanged + touched.size + only(diff, 'added').length).toBe(now.techniques.length);
    expect(only(diff, 'revoked').find(({ id }) => id === 'T1562.001')?.after).toMatch(/^T1685/);
  });

  it('counts each kind', () => {
    expect(count(diff)).toMatchInlineSnapshot(`
      {
        "added": 23,
        "analytics": 3,
        "components": 2,
        "moved": 72,
        "platforms": 2,
        "renamed": 4,
        "revoked": 17,
        "tactic added": 1,
        "tactic renamed": 1,
      }
    `);
  });

  it('goes into a table and a layer', () => {
    const csv = writeDiffCsv(diff, only(diff, 'tactic renamed'), false);
    expect(csv).toBe(
      'change,id,name,before,after,attack domain,from release,to release\r\n' +
        'tactic renamed,TA0005,Stealth,Defense Evasion,Stealth,enterprise-attack,18.1,19.1\r\n',
    );
    const layer = JSON.parse(writeDiffLayer(diff, diff.changes, '2026-11-24T00:00:00Z'));
    expect(layer.versions.attack).toBe('19');
    const ids = layer.techniques.map(({ techniqueID }: { techniqueID: string }) => techniqueID);
    expect(new Set(ids).size).toBe(ids.length);
    const live = new Set<string>(now.techniques.map(({ id }) => id));
    expect(ids.filter((id: string) => !live.has(id))).toEqual([]);
    expect(ids.length).toBeGreaterThan(50);
  });
});

describe('other pairs', () => {
  it('says nothing between a release and itself', () => {
    expect(diffReleases(now, now)).toMatchObject({ changes: [], unchanged: now.techniques.length });
  });

  it('does not compare analytics that one of the two does not publish', () => {
    const diff = diffReleases(old, now);
    expect(only(diff, 'analytics')).toEqual([]);
    expect(only(diff, 'components').length).toBeGreaterThan(100);
  });

  it('backwards, has techniques that the older release never heard of', () => {
    const diff = diffReleases(now, before);
    expect(only(diff, 'absent').length).toBe(only(diffReleases(before, now), 'added').length);
    expect(only(diff, 'revoked')).toEqual([]);
    expect(only(diff, 'added').map(({ id }) => id)).toContain('T1562.001');
  });

  it('tells a new parent, platform, component and analytic', () => {
    const [first, second] = [now.techniques[0], now.techniques[1]];
    const platform = now.platforms.findIndex((_, at) => !first?.platforms.includes(at));
    const changed: Catalog = {
      ...now,
      techniques: now.techniques.map((technique, at) =>
        at === 0
          ? { ...technique, platforms: [...technique.platforms, platform] }
          : at === 1
            ? { ...technique, parent: 5 }
            : technique,
      ),
      analytics: now.analytics.map((analytic, at) => (at === 0 ? { ...analytic, requirements: [] } : analytic)),
      dataComponents: now.dataComponents.map((each, at) => (at === 3 ? { ...each, name: 'New name' } : each)),
    };
    const diff = diffReleases(now, changed);
    expect(only(diff, 'platforms')).toMatchObject([{ id: first?.id, before: '', after: now.platforms[platform] }]);
    expect(only(diff, 'parent')).toMatchObject([{ id: second?.id, after: now.techniques[5]?.id }]);
    expect(only(diff, 'analytics')).toMatchObject([{ before: '', after: `${now.analytics[0]?.id} changed` }]);
    expect(only(diff, 'component renamed')).toMatchObject([{ before: now.dataComponents[3]?.name, after: 'New name' }]);
  });
});
