import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INVENTORY_MEANINGS } from '../../src/domain/sensors/inventory-meanings';
import { foldHeader, HEADER_NAMES, mapHeader, tellMeaning } from '../../src/formats/inventory/inventory-csv-columns';
import { readEvents, writeEvents } from '../../src/formats/inventory/inventory-csv-events';
import {
  readGroupKind,
  readParts,
  readPlatforms,
  readRoles,
  tellGroupKind,
  writePlatform,
} from '../../src/formats/inventory/inventory-csv-groups';
import { readStatus } from '../../src/formats/inventory/inventory-csv-values';
import { readText, tell } from './inventory-samples';

describe('headers', () => {
  it('have one meaning each', () => {
    const seen = new Map<string, string>();
    for (const meaning of INVENTORY_MEANINGS) {
      for (const name of HEADER_NAMES[meaning]) {
        expect([name, seen.get(foldHeader(name)) ?? meaning]).toEqual([name, meaning]);
        seen.set(foldHeader(name), meaning);
        expect(tellMeaning(name)).toBe(meaning);
      }
    }
  });

  it.each([
    ['SENSOR', 'sensor'],
    ['  system_group ', 'group'],
    ['Number-of-Hosts', 'hosts'],
    ['Coverage %', 'share'],
    ['Deployed', 'status'],
    ['Deployed (%)', 'share'],
    ['Share %', 'share'],
    ['% covered', 'share'],
    ['Cost (EUR)', 'cost'],
    ['Retention [days]', 'retentionDays'],
    ['KRITIKALITÄT', 'criticality'],
    ['Coût', 'cost'],
    ['número de equipos', 'hosts'],
    ['Hostname', 'host'],
    ['__proto__', null],
    ['', null],
  ])('%j means %j', (header, meaning) => {
    expect(tellMeaning(header)).toBe(meaning);
  });

  it('take the unit from brackets and signs', () => {
    expect(mapHeader(['Cost (EUR)', 'Share %', 'Retention [weeks]', 'Hosts']).map(({ unit }) => unit)).toEqual([
      'EUR',
      '%',
      'weeks',
      '',
    ]);
  });

  it('beside data quality, "retention" is a rating', async () => {
    const meanings = (headers: readonly string[]) => mapHeader(headers).map(({ meaning }) => meaning);
    expect(meanings(['Retention', 'Owner'])).toEqual(['retentionDays', 'owner']);
    expect(meanings(['Timeliness', 'Consistency', 'Retention'])).toEqual(['timeliness', 'consistency', 'retention']);
    expect(meanings(['Consistency', 'Retention (days)'])).toEqual(['consistency', 'retentionDays']);
    const { deployments, issues } = await readText(
      'Sensor,System group,Platform,Device completeness,Data field completeness,Timeliness,Consistency,Retention\nZeek,DMZ,Linux,5,4,3,2,1\n' +
        'Zeek,LAN,Linux,,6,4/5,n/a,-\n',
    );
    expect(deployments.map(({ quality }) => quality)).toEqual([
      { deviceCompleteness: 5, dataFieldCompleteness: 4, timeliness: 3, consistency: 2, retention: 1 },
      { deviceCompleteness: null, dataFieldCompleteness: null, timeliness: 4, consistency: null, retention: null },
    ]);
    expect(issues.map(tell)).toEqual([
      'warning unreadable-value at row 3, column Data field completeness: This is not a rating from 0 to 5. [6] Left empty.',
      'note retention-rating at row 1, column Retention: The column "Retention" stands beside data quality ratings. Read as a rating from 0 to 5, not as days.',
    ]);
  });
});

describe('statuses', () => {
  it.each([
    ['Deployed', 'deployed'],
    ['yes', 'deployed'],
    ['im Einsatz', 'deployed'],
    ['In progress', 'planned'],
    ['geplant', 'planned'],
    ['PoC', 'candidate'],
    ['no', 'candidate'],
    ['retired', null],
    ['', null],
  ])('%j is %j', (cell, status) => {
    expect(readStatus(cell)).toBe(status);
  });
});

describe('events', () => {
  const KNOWN = new Set(['1', '3', '7', '8', '10', 'ConsoleLogin', 'winrm/6', 'dns/6']);
  const only = (...ids: string[]) => ({ mode: 'only', ids });
  it.each([
    ['', { mode: 'all' }],
    ['all', { mode: 'all' }],
    ['*', { mode: 'all' }],
    ['none', only()],
    ['1; 3; 7', only('1', '3', '7')],
    ['1, 3, 7', only('1', '3', '7')],
    ['1 3 7', only('1', '3', '7')],
    ['1, 3 and 7', only('1', '3', '7')],
    ['1|3\n7', only('1', '3', '7')],
    ['7-10', only('7', '8', '10')],
    ['7–10, 1', only('7', '8', '10', '1')],
    ['EID 1, Event ID: 3', only('1', '3')],
    ['consolelogin', only('ConsoleLogin')],
    ['6', only('winrm/6', 'dns/6')],
    ['winrm', only('winrm/6')],
    ['1; 1; 1', only('1')],
    ['all except 7', { mode: 'except', ids: ['7'] }],
    ['all but 7-8', { mode: 'except', ids: ['7', '8'] }],
    ['alle außer 7, 8', { mode: 'except', ids: ['7', '8'] }],
    ['tous sauf 7', { mode: 'except', ids: ['7'] }],
  ])('%j is %j', (cell, selection) => {
    expect(readEvents(cell, KNOWN)).toEqual({ selection, unknown: [], unreadable: [] });
  });

  it('that are unknown are kept and told', () => {
    expect(readEvents('1; 99; Some thing', KNOWN)).toEqual({
      selection: only('1', '99', 'Some thing'),
      unknown: ['99', 'Some thing'],
      unreadable: [],
    });
  });

  it('of a sensor that has none are taken as written', () => {
    expect(readEvents('4624-4626, 5000', new Set()).selection).toEqual(only('4624', '4625', '4626', '5000'));
    expect(readEvents('1-99999', new Set())).toEqual({ selection: only(), unknown: [], unreadable: ['1-99999'] });
    expect(readEvents('9-7', new Set()).unreadable).toEqual(['9-7']);
  });

  it('are written so that they read back the same', () => {
    const awkward = fc.constantFrom(
      'all',
      'none',
      '*',
      '1-3',
      '1, 2',
      'a"b',
      ' x ',
      'except 1',
      'EID 1',
      '6',
      'consolelogin',
      '1 3',
      '',
      '-',
      '=1',
    );
    const id = fc.oneof(fc.constantFrom(...KNOWN), awkward, fc.string({ maxLength: 6 }));
    const ids = fc.uniqueArray(id, { maxLength: 5 });
    fc.assert(
      fc.property(ids, fc.constantFrom('only' as const, 'except' as const), fc.boolean(), (list, mode, known) => {
        const events = known ? KNOWN : new Set<string>();
        const cell = writeEvents({ mode, ids: list }, events);
        expect(readEvents(cell.trim(), events).selection).toEqual({ mode, ids: list });
      }),
      { numRuns: 500 },
    );
    expect(writeEvents({ mode: 'all' }, KNOWN)).toBe('all');
  });
});

describe('platforms', () => {
  it.each([
    ['Windows', ['Windows']],
    ['Windows Server 2019', ['Windows']],
    ['Win10', ['Windows']],
    ['RHEL 8', ['Linux']],
    ['Ubuntu 22.04 LTS', ['Linux']],
    ['Mac', ['macOS']],
    ['Mac OS X', ['macOS']],
    ['O365', ['Office Suite']],
    ['Microsoft 365', ['Office Suite']],
    ['Azure AD', ['Identity Provider']],
    ['Network', ['Network Devices']],
    ['"Azure AD"', ['Azure AD']],
    ['Entra ID', ['Identity Provider']],
    ['azure ad/Entra', ['Identity Provider']],
    ['AWS', ['IaaS']],
    ['Switch/Router', ['Network Devices']],
    ['K8s', ['Containers']],
    ['VMware ESXi 8', ['ESXi']],
    ['PRE', ['PRE']],
    ['Android 14', ['Android']],
    ['iOS', ['iOS']],
    ['Windows, Linux', ['Windows', 'Linux']],
    ['Windows / macOS', ['Windows', 'macOS']],
    ['Windows and Linux', ['Windows', 'Linux']],
    ['Field Controller/RTU/PLC/IED; Windows', ['Field Controller/RTU/PLC/IED', 'Windows']],
  ])('%j is %j', (cell, platforms) => {
    expect(readPlatforms(cell)).toEqual({ platforms, unknown: [] });
  });

  it('that ATT&CK does not know are kept and told', () => {
    expect(readPlatforms('Windows, Toaster')).toEqual({ platforms: ['Windows', 'Toaster'], unknown: ['Toaster'] });
    expect(readPlatforms('AIX/Solaris')).toEqual({ platforms: ['AIX/Solaris'], unknown: ['AIX/Solaris'] });
  });

  it('are written so that they read back the same', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.constantFrom('Windows', 'mac', 'a, b', 'x/y', 'Linux and more', '"q"'),
          fc.string({ minLength: 1 }),
        ),
        (name) => {
          fc.pre(name.trim() === name);
          expect(readPlatforms(writePlatform(name)).platforms).toEqual([name]);
        },
      ),
    );
  });

  it('tell the kind of a group that does not state it', () => {
    expect(tellGroupKind(['PRE'])).toBe('perimeter');
    expect(tellGroupKind(['IaaS'])).toBe('cloud-account');
    expect(tellGroupKind(['Office Suite', 'Identity Provider'])).toBe('tenant');
    expect(tellGroupKind(['Windows', 'SaaS'])).toBe('hosts');
    expect(tellGroupKind([])).toBe('hosts');
    expect(['Segment', 'cloud account', 'Tenant', 'perimeter', 'servers', 'moon'].map(readGroupKind)).toEqual([
      'segment',
      'cloud-account',
      'tenant',
      'perimeter',
      'hosts',
      null,
    ]);
  });
});

describe('roles and parts', () => {
  it('read roles', () => {
    expect(readRoles('DC; ADFS, Exchange / DNS')).toEqual({
      roles: ['domain-controller', 'ad-fs', 'mail', 'dns'],
      unknown: [],
    });
    expect(readRoles('domain-controller; print server')).toEqual({
      roles: ['domain-controller'],
      unknown: ['print server'],
    });
  });

  it('read parts', () => {
    expect(readParts('wave 1 = 60%; "wave; 2": 0.4')).toEqual({
      parts: [
        { name: 'wave 1', share: 0.6 },
        { name: 'wave; 2', share: 0.4 },
      ],
      unreadable: [],
    });
    expect(readParts('wave 1; wave 2 = lots; a = 10%; a = 20%')).toEqual({
      parts: [{ name: 'a', share: 0.1 }],
      unreadable: ['wave 1', 'wave 2 = lots', 'a = 20%'],
    });
  });
});
