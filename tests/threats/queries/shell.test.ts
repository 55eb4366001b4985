import parse, { type BashNode } from '@ericcornelissen/bash-parser';
import { compile } from '@michaelhomer/jqjs';
import { describe, expect, it } from 'vitest';
import { writeQuery } from '../../../src/domain/threats/queries/write-query';
import { writeAll } from './subjects';

interface Command {
  readonly name: string;
  readonly words: readonly string[];
}

/** The commands of a script in their order, those within `$(…)` included. */
function listCommands(text: string): readonly Command[] {
  const found: Command[] = [];
  const visit = (node: BashNode): void => {
    if (node.type === 'Command') {
      const words = (node.suffix ?? []).filter(({ type }) => type === 'Word');
      found.push({ name: node.name?.text ?? '', words: words.map((word) => word.text ?? '') });
    }
    for (const child of [...(node.commands ?? []), ...(node.suffix ?? []), ...(node.prefix ?? [])]) visit(child);
    for (const { commandAST } of node.expansion ?? []) if (commandAST !== undefined) visit(commandAST);
  };
  visit(parse(text));
  return found;
}

/** Every word that begins with a dash, of those that a command documents. */
function strangeOptions({ words }: Command, documented: readonly string[]): readonly string[] {
  return words.filter((word) => /^-{1,2}[a-z]/.test(word) && !documented.includes(word));
}

describe('shell commands', () => {
  it('are refused by the parser when they are wrong', () => {
    expect(() => parse("ausearch -m 'x")).toThrow();
    expect(() => parse('a | | b')).toThrow();
  });

  it('ask ausearch with its own options', () => {
    const all = writeAll('ausearch');
    expect(all.length).toBeGreaterThan(100);
    for (const { text } of all) {
      for (const line of text.split('\n')) {
        const commands = listCommands(line);
        expect(
          commands.map(({ name }) => name),
          line,
        ).toEqual(['ausearch']);
        const [command] = commands;
        if (command === undefined) continue;
        expect(strangeOptions(command, ['-ts', '-te', '-m', '-sc', '-i']), line).toEqual([]);
        expect(line).toMatch(/ -m [A-Z0-9_]+(,[A-Z0-9_]+)* -i$| -sc [a-z0-9_]+ -i$/);
      }
    }
  });

  it('look up one event name a call in CloudTrail', () => {
    const all = writeAll('cloudtrail-lookup');
    expect(all.length).toBeGreaterThan(50);
    for (const { text } of all) {
      for (const line of text.split('\n')) {
        const commands = listCommands(line);
        expect(
          commands.map(({ name }) => name).filter((name) => name !== 'date'),
          line,
        ).toEqual(['aws']);
        const aws = commands.find(({ name }) => name === 'aws');
        if (aws === undefined) continue;
        expect(aws.words.slice(0, 2)).toEqual(['cloudtrail', 'lookup-events']);
        expect(
          strangeOptions(aws, ['--lookup-attributes', '--start-time', '--end-time', '--max-items', '--output']),
          line,
        ).toEqual([]);
        const attribute = aws.words[aws.words.indexOf('--lookup-attributes') + 1] ?? '';
        if (aws.words.includes('--lookup-attributes')) {
          expect(attribute).toMatch(/^AttributeKey=EventName,AttributeValue=[A-Z][A-Za-z0-9]+$/);
        }
      }
    }
  });

  it('read files of Zeek, whatever the codes are', () => {
    const all = writeAll('zeek');
    expect(all.length).toBeGreaterThan(20);
    for (const { text } of all) {
      for (const line of text.split('\n').filter((part) => part !== '')) {
        if (line.startsWith('#')) continue;
        const names = listCommands(line)
          .map(({ name }) => name)
          .filter((name) => name !== 'date');
        expect([['zeek-cut', 'awk', 'head'].join(), ['jq', 'head'].join()], line).toContain(names.join());
        expect(line).toMatch(/ (?:< )?[a-z0-9_]+\.log \| /);
      }
    }
  });

  it('filter JSON of Zeek by time and pick its columns', () => {
    const filters = writeAll('zeek').flatMap(({ text }) =>
      [...text.matchAll(/jq -c '([^']*)'/g)].map(([, filter]) => filter ?? ''),
    );
    for (const filter of new Set(filters)) expect(() => compile(filter), filter).not.toThrow();
    const dns = { sensorId: 'zeek', logSource: 'NSM:Flow', codes: ['dns.log'] };
    const { text } = writeQuery(dns, 'zeek', { from: '2026-11-20T08:00:00Z', to: '2026-11-21', limit: 5 }) ?? {
      text: '',
    };
    const filter = /jq -c '([^']*)'/.exec(text)?.[1] ?? '';
    const run = (row: unknown) => [...compile(filter)(row)];
    const ts = Date.UTC(2026, 10, 20, 9) / 1000;
    expect(run({ ts, uid: 'a', 'id.orig_h': '10.0.0.1', query: 'example.org', more: 1 })).toEqual([
      expect.objectContaining({ ts, uid: 'a', 'id.orig_h': '10.0.0.1', query: 'example.org' }),
    ]);
    expect(run({ ts: ts - 7200, uid: 'a' })).toEqual([]);
    expect(run({ ts: ts + 86_400, uid: 'a' })).toEqual([]);
  });
});
