import { BUDGETS, FIRST_ANSWER, measurePlans, SECONDS } from './best-plan';

type Say = (what: string, value: string, limit: string) => void;

/** Runs the family of instances that the seeds draw, and says each and all of them. */
export async function reportPlans(seeds: readonly number[], say: Say): Promise<void> {
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
  const all = await measurePlans(seeds, ({ seed, name, ours, milp, isProven, gap, difference, early, frontier }) => {
    const proof = isProven ? 'proven' : `gap ${percent(gap)}`;
    const same =
      difference === null ? 'no common optimum' : Math.abs(difference) < 1e-6 ? 'equal' : `differs ${difference}`;
    say(
      `plan, seed ${seed}: ${name}`,
      ms(ours),
      `${proof}; MILP ${ms(milp)}, ${same}; early ${early === null ? '–' : percent(early)}; frontier ${ms(frontier)}`,
    );
  });
  const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  const most = (values: readonly number[]) => Math.max(...values);
  const ours = median(all.map((times) => times.ours));
  const theirs = median(all.map((times) => times.milp));
  const [proven, different] = [
    all.filter(({ isProven }) => isProven).length,
    all.filter(({ difference }) => difference !== null && Math.abs(difference) >= 1e-6).length,
  ];
  const of = `of ${all.length}`;
  say('best plan, 60 options × 10 groups × all of Enterprise: median to the proof', ms(ours), 'below the next line');
  say('  the same by a MILP solver (HiGHS)', ms(theirs), `${(ours / theirs).toFixed(2)} ×, under 1 ×`);
  say(`  proven within ${SECONDS} s`, `${proven} ${of}`, 'the others with a gap of at most 1 %');
  say('  largest gap', percent(most(all.map(({ gap }) => gap))), 'at most 1 %');
  say('  optima that differ from the MILP solver’s', `${different} ${of}`, 'none');
  say(
    `  answer after ${FIRST_ANSWER} ms: furthest below the optimum`,
    percent(most(all.map(({ early }) => early ?? 0))),
    'at most 5 %',
  );
  say(`  slowest frontier of ${BUDGETS} budgets`, ms(most(all.map(({ frontier }) => frontier))), `under ${SECONDS} s`);
  say(
    '  slowest preparation: from catalog and inventory to the problem',
    ms(most(all.map(({ compile }) => compile))),
    '',
  );
}
