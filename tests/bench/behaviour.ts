import { judgeSite } from '../detection/judge-site';
import { makeSite } from '../detection/made-up-site';

type Say = (what: string, value: string, limit: string) => void;

const SEEDS = [1, 2, 3, 4, 5, 6];
const DAYS = 14;
const HOSTS = 60;
const PLANTED = 6;

/** Recall and false alarms of each behaviour, over sites with things planted and on one without. */
export function reportBehaviour(say: Say): void {
  const planted = new Map<string, number>();
  const missed = new Map<string, number>();
  const alarms = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  let [flows, took] = [0, 0];
  for (const seed of SEEDS) {
    const site = makeSite({ seed, days: DAYS, hosts: HOSTS, planted: PLANTED });
    flows += site.flows.length;
    const begun = performance.now();
    const figures = judgeSite(site);
    took += performance.now() - begun;
    for (const { behaviour } of site.planted) add(planted, behaviour);
    for (const { behaviour, what } of figures.missed) {
      add(missed, behaviour);
      say(`  missed: ${behaviour}, ${what}`, '', '');
    }
    for (const { rule } of figures.alarms) add(alarms, rule);
    for (const signal of figures.alarms.filter(({ rule }) => rule !== 'rare-destination').slice(0, 4))
      say(`  alarm: ${signal.rule} ${signal.host} ${signal.peer ?? ''} ${signal.score.toFixed(2)}`, '', '');
  }
  const days = SEEDS.length * DAYS;
  const what = `${SEEDS.length} sites of ${HOSTS} hosts × ${DAYS} days, ${flows.toLocaleString('en')} flows`;
  for (const [behaviour, count] of planted) {
    const share = 1 - (missed.get(behaviour) ?? 0) / count;
    say(`${behaviour}: found of ${count} planted (${what})`, `${(share * 100).toFixed(0)} %`, '');
  }
  for (const behaviour of planted.keys())
    say(`${behaviour}: false alarms a day and site`, ((alarms.get(behaviour) ?? 0) / days).toFixed(3), '');
  say('the same: flows a second, all behaviours, in Node', Math.round((flows / took) * 1000).toLocaleString('en'), '');
}
