import { describe, expect, it } from 'vitest';
import { findValues } from '../../src/domain/indicators/find-observables';
import { askRegistryKey } from '../../src/domain/indicators/matcher/ask-value';
import { compileMatcher } from '../../src/domain/indicators/matcher/matcher';
import { normaliseObservable } from '../../src/domain/indicators/normalise-observable';
import { compilePattern } from '../../src/domain/indicators/stix-pattern/compile-pattern';
import { makeReaders } from './stix-pattern/made-columns';

const MACHINE = String.raw`hkey_local_machine\software\evil`;
const USER = String.raw`hkey_current_user\software\evil`;

describe('a key is written in one form', () => {
  it.each([
    [String.raw`HKLM\Software\Evil`, MACHINE],
    [String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Evil\ `, MACHINE],
    [String.raw`HKLM:\Software\Evil`, MACHINE],
    [String.raw`Registry::HKEY_LOCAL_MACHINE\Software\Evil`, MACHINE],
    [String.raw`Microsoft.PowerShell.Core\Registry::HKLM\Software\Evil`, MACHINE],
    [String.raw`[HKEY_LOCAL_MACHINE\Software\Evil]`, MACHINE],
    [String.raw`Computer\HKEY_LOCAL_MACHINE\Software\Evil`, MACHINE],
    [String.raw`\REGISTRY\MACHINE\Software\Evil`, MACHINE],
    [String.raw`\\Registry\\Machine\\Software\\Evil`, MACHINE],
    [String.raw`Registry\Machine\Software\Evil`, MACHINE],
    [
      String.raw`\REGISTRY\USER\S-1-5-21-1-2-3-1001\Software\Evil`,
      String.raw`hkey_users\s-1-5-21-1-2-3-1001\software\evil`,
    ],
    [String.raw`hkcu\Software\Evil`, USER],
    [String.raw`\REGISTRY\A\{1}\Evil`, null],
    ['constructor\\Software', null],
    ['HKLM', null],
    ['HKLM\\', null],
  ])('%s', (written, key) => expect(normaliseObservable('registry-key', written)?.value ?? null).toBe(key));

  it('and found in prose by the kernel’s name', () => {
    const [found] = findValues(String.raw`It sets \REGISTRY\MACHINE\SOFTWARE\Evil to start.`);
    expect(found).toMatchObject({ type: 'registry-key', value: MACHINE });
  });
});

/** Both ways to ask one record: a value of a watchlist, and a pattern that is no mere value. */
function byValue(asked: string, recorded: string): boolean {
  const value = normaliseObservable('registry-key', asked)?.value ?? '';
  const matcher = compileMatcher([{ type: 'registry-key', value, index: 0 }], { hostsOfUrls: false, seed: 1 });
  const found: number[] = [];
  askRegistryKey(matcher, recorded, found);
  return found.length > 0;
}

function byPattern(comparison: string, recorded: string): boolean {
  const compiled = compilePattern(`[${comparison}]`);
  if (!compiled.ok) throw new Error(compiled.issues[0]?.message);
  const rows = compiled.value.observations[0]?.findRows(makeReaders([{ 'registry.path': recorded }]), 1);
  return (rows?.length ?? 0) > 0;
}

function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\')}'`;
}

const SID = 'S-1-5-21-1004336348-1177238915-682003330-1001';

/** `String.raw` with `<sid>` in it: a backslash before a brace cannot be written there. */
function key(text: TemplateStringsArray): string {
  return String.raw(text).replaceAll('<sid>', SID);
}

describe('of a record, a value and a pattern find the same names of a key', () => {
  const cases: readonly (readonly [asked: string, recorded: string, expected: boolean])[] = [
    [key`HKLM\Software\Evil`, key`\REGISTRY\MACHINE\SOFTWARE\evil`, true],
    [key`\REGISTRY\MACHINE\Software\Evil`, key`HKLM\SOFTWARE\evil`, true],
    [key`HKCU\Software\Evil`, key`HKU\<sid>\Software\Evil`, true],
    [key`HKEY_CURRENT_USER\Software\Evil`, key`\REGISTRY\USER\<sid>\Software\Evil`, true],
    [key`HKCU\Software\Evil`, key`HKU\S-1-12-1-1-2-3-4\Software\Evil`, true],
    [key`HKCU\Software\Evil`, key`HKU\.DEFAULT\Software\Evil`, true],
    [key`HKCU\Software\Classes\Evil`, key`HKU\<sid>_Classes\Evil`, true],
    [key`HKCR\Evil`, key`HKU\<sid>_Classes\Evil`, true],
    [key`HKCR\Evil`, key`HKLM\Software\Classes\Evil`, true],
    [key`HKLM\Software\Classes\Evil`, key`HKCR\Evil`, true],
    [key`HKU\<sid>\Software\Evil`, key`\REGISTRY\USER\<sid>\Software\Evil`, true],
    [key`HKLM\System\CurrentControlSet\Services\Evil`, key`HKLM\System\ControlSet001\Services\Evil`, true],
    [key`HKLM\System\ControlSet001\Services\Evil`, key`HKLM\System\ControlSet002\Services\Evil`, false],
    [key`HKU\S-1-5-21-1-2-3-1002\Software\Evil`, key`HKU\<sid>\Software\Evil`, false],
    [key`HKLM\Software\Evil`, key`HKU\<sid>\Software\Evil`, false],
    [key`HKCU\Software\Evil`, key`HKLM\Software\Evil`, false],
    [key`HKCU\Software\Evil`, key`HKU\Somebody\Software\Evil`, false],
  ];

  it.each(cases)('%s in %s: %s', (asked, recorded, expected) => {
    expect(byValue(asked, recorded)).toBe(expected);
    const path = 'windows-registry-key:key';
    expect(byPattern(`${path} = ${literal(asked)}`, recorded)).toBe(expected);
    expect(byPattern(`${path} IN ('x', ${literal(asked)})`, recorded)).toBe(expected);
    expect(byPattern(`${path} != ${literal(asked)}`, recorded)).toBe(!expected);
    expect(byPattern(`${path} LIKE ${literal(asked)}`, recorded)).toBe(expected);
    expect(byPattern(`${path} NOT LIKE ${literal(`${asked.slice(0, -1)}%`)}`, recorded)).toBe(!expected);
  });

  it.each([
    ['LIKE', key`HKLM%vil`, key`\REGISTRY\MACHINE\SOFTWARE\Evil`, true],
    ['LIKE', key`HKEY_CURRENT_USER\Software\E%`, key`HKU\<sid>\Software\Evil`, true],
    ['LIKE', key`\REGISTRY\USER\%\Software\Evil`, key`HKU\<sid>\Software\Evil`, true],
    ['MATCHES', key`^HKEY_LOCAL_MACHINE\\Software\\E`, key`HKLM\Software\Evil`, true],
    ['MATCHES', key`^HKCU\\Software`, key`\REGISTRY\USER\<sid>\Software\Evil`, true],
    ['MATCHES', key`^\\REGISTRY\\MACHINE\\`, key`HKLM\Software\Evil`, true],
    ['MATCHES', key`^HKCU\\Software`, key`HKLM\Software\Evil`, false],
  ])('%s %s in %s: %s', (operator, asked, recorded, expected) =>
    expect(byPattern(`windows-registry-key:key ${operator} ${literal(asked)}`, recorded)).toBe(expected),
  );
});
