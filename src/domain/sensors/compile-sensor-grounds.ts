import type { SensorFacts, SetFacts } from './compile-sensor-library';
import { compareEventIds } from './sensor';
import type { Grounds, SensorGrounds, SensorGroundsFile } from './sensor-grounds';

/**
 * The sources of the library's facts and the words on switching events on, apart from the library itself.
 * The facts are ours: a mistake in them is a bug, and throws.
 */
export function compileSensorGrounds(sensors: readonly SensorFacts[]): SensorGroundsFile {
  const stated = sensors.filter(({ sources, sets }) => (sources ?? sets) !== undefined).map(compileGrounds);
  return { format: 1, sensors: stated.sort((a, b) => compareEventIds(a.id, b.id)) };
}

function compileGrounds(facts: SensorFacts): SensorGrounds {
  const addresses = Object.entries(facts.sources ?? {});
  const used = new Set<string>();
  const ground = (what: string, { enable, sources }: SetFacts): Grounds => ({
    ...(enable === undefined ? {} : { enable }),
    ...(sources === undefined ? {} : { sources: sources.map((name) => positionOf(what, name)) }),
  });
  const positionOf = (what: string, name: string): number => {
    const position = addresses.findIndex(([known]) => known === name);
    if (position < 0) throw new Error(`${facts.id}, ${what}: there is no source ${name}.`);
    used.add(name);
    return position;
  };
  const sets = Object.entries(facts.sets ?? {}).map(([name, set]) => ({ name, ...ground(`set ${name}`, set) }));
  const events = (facts.events ?? [])
    .filter(({ enable, sources }) => enable !== undefined || sources !== undefined)
    .map((event) => ({ id: event.id, ...ground(`event ${event.id}`, event) }))
    .sort((a, b) => compareEventIds(a.id, b.id));
  const idle = addresses.find(([name]) => !used.has(name));
  if (idle !== undefined) throw new Error(`${facts.id}: nothing rests on the source ${idle[0]}.`);
  return { id: facts.id, sources: addresses.map(([, address]) => address), sets, events };
}
