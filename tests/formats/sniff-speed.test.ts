import { expect, it } from 'vitest';
import { makeProbe } from '../../src/formats/probe';
import { FORMATS } from '../../src/formats/registry';

/** What a reader is asked about first: 64 KiB of whatever somebody dropped. */
const HEAD = 65_536;
/** All formats together take some 50 ms; one expression that goes back over what it read takes ten seconds. */
const SOON = 3000;

const REPEATED = [
  ' ',
  '\t',
  '\n',
  ' \n',
  'a',
  '1',
  '-',
  '- ',
  '|',
  '| ',
  ',',
  ';',
  '"',
  '<',
  '{',
  '[',
  '.',
  ':',
  '=',
  '(',
  'a.',
  'a=b ',
];
const BEGINNINGS = ['', '{"list": ["', '<ioc id="', 'T1059 ', 'a,b,c\n', '2026-01-01 00:00:00 ', '# a\n', 'From: a\n'];

it.each(BEGINNINGS)('formats are told apart soon, whatever follows %j', (beginning) => {
  for (const repeated of REPEATED) {
    const text = beginning + repeated.repeat(HEAD / repeated.length);
    const probe = makeProbe('file.txt', 2 * HEAD, new TextEncoder().encode(text.slice(0, HEAD)));
    const began = performance.now();
    for (const { sniff } of FORMATS) sniff?.(probe);
    expect(performance.now() - began, JSON.stringify(beginning + repeated)).toBeLessThan(SOON);
  }
});
