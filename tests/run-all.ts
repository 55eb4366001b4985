import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** `npm test`: every check there is, in order of cost, all of them even when one fails; the last line sums up. */
interface Check {
  readonly name: string;
  /** A script of package.json's `devDependencies`, with its arguments. */
  readonly command: readonly string[];
  /** Where it writes its results, and how to count them. Without: it passes or fails as one. */
  readonly report?: { readonly path: string; readonly count: (json: unknown) => Counts };
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const CHECKS: readonly Check[] = [
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'lint', command: ['biome', 'check', '.'] },
  {
    name: 'unit and architecture',
    command: ['vitest', 'run'],
    report: { path: 'test-results/unit.json', count: countVitest },
  },
  { name: 'build', command: ['vite', 'build', '--logLevel', 'warn'] },
  {
    name: 'browser',
    command: ['playwright', 'test'],
    report: { path: 'test-results/browser.json', count: countPlaywright },
  },
];

function runCheck({ name, command, report }: Check): Counts {
  say(`\n── ${name}: ${command.join(' ')}`);
  if (report !== undefined) rmSync(report.path, { force: true });
  const began = performance.now();
  // One string for the shell: on Windows the programs of node_modules/.bin are scripts that only a shell starts.
  const { status } = spawnSync(command.join(' '), { stdio: ['ignore', 'inherit', 'inherit'], shell: true });
  say(`── ${name}: ${status === 0 ? 'ok' : 'FAILED'} after ${((performance.now() - began) / 1000).toFixed(1)} s`);

  const counts = report === undefined ? NOTHING : readCounts(report);
  // Types, lint and build have no tests to count, and a runner can fail without a failed test: that is one failure.
  return status === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 };

function readCounts({ path, count }: NonNullable<Check['report']>): Counts {
  try {
    return count(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    say(`No report in ${path}.`);
    return { ...NOTHING, failed: 1 };
  }
}

function countVitest(json: unknown): Counts {
  const report = json as {
    readonly numPassedTests: number;
    readonly numFailedTests: number;
    readonly numPendingTests: number;
    readonly numTodoTests: number;
    readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
  };
  // A file that cannot even be loaded has no tests to fail.
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function countPlaywright(json: unknown): Counts {
  const { stats, errors } = json as {
    readonly stats: {
      readonly expected: number;
      readonly unexpected: number;
      readonly flaky: number;
      readonly skipped: number;
    };
    readonly errors: readonly unknown[];
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const results = CHECKS.map((check) => ({ check, counts: runCheck(check) }));
const failures = results.filter(({ counts }) => counts.failed > 0).map(({ check }) => check.name);
const sum = (pick: (counts: Counts) => number) => results.reduce((total, { counts }) => total + pick(counts), 0);

say(failures.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failures.join(', ')}.`);
say(`${sum((c) => c.passed)} passed, ${sum((c) => c.failed)} failed, ${sum((c) => c.skipped)} skipped`);
if (failures.length > 0) process.exitCode = 1;
