import { type Issue, issue, success, WHOLE_FILE } from '../../src/domain/result';
import { configureSysmon } from '../../src/domain/sensors/configure-sysmon';
import { readSysmonConfig, type SysmonConfig } from '../../src/formats/sysmon-config';
import { decodeText } from '../../src/formats/text-decoding';
import { loadSensorLibrary } from '../catalogs';
import { readWhole } from '../file-source';
import { countByCode, countOf, MEBIBYTE, type Reader } from './reading';

const LARGEST_CONFIG = 4 * MEBIBYTE;

export const readSysmon: Reader = async (source, { inventory, choices }) => {
  const bytes = await readWhole(source, LARGEST_CONFIG, 'a Sysmon configuration');
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value);
  if (!text.ok) return text;
  const result = readSysmonConfig(text.value);
  if (!result.ok) return result;
  const config = result.value;
  const sensorId = config.isLinux ? 'sysmon-linux' : 'sysmon';
  const written = config.events.filter(({ writes }) => writes !== 'none');
  const library = (await loadSensorLibrary()).sensors.find(({ id }) => id === sensorId);
  const known = new Set(library?.events.map(({ id }) => id));
  const sysmons = inventory.deployments.filter((deployment) => deployment.sensorId === sensorId);
  const chosen = choices.deployments ?? sysmons.map(({ id }) => id);
  const targets = new Set(sysmons.filter(({ id }) => chosen.includes(id)).map(({ id }) => id));
  const setting = {
    sensorId,
    events: written.map(({ id }) => id).filter((id) => known.has(id)),
    deploymentIds: targets,
    newId: crypto.randomUUID(),
    note: `Events as configured in ${source.name}`,
  };
  const issues = [...text.issues, ...result.issues, ...describeParts(config), ...describeStrangers(written, known)];
  const { filters, understood } = config.counts;
  return success(
    {
      counts: { unit: 'filters', read: filters, kept: understood, reported: filters - understood },
      brought: [
        `${written.length} of ${config.events.length} event types are written`,
        ...countOf(targets.size, 'Sysmon deployment gets these events', 'Sysmon deployments get these events'),
        ...(targets.size === 0 ? ['A new deployment of Sysmon, which observes nothing until you say what'] : []),
      ],
      issueCounts: countByCode(issues),
      detail: {
        kind: 'sysmon',
        events: config.events,
        deployments: sysmons.map(({ id }) => ({ id, isChosen: targets.has(id) })),
      },
      effect: {
        kind: 'step',
        label: `Set Sysmon's events from ${source.name}`,
        step: { of: 'inventory', run: (current) => configureSysmon(current, setting) },
      },
    },
    issues,
  );
};

/** An event that is written in part counts as written: which part is beyond what an inventory says. */
function describeParts({ events }: SysmonConfig): readonly Issue[] {
  const parts = events.filter(({ writes }) => writes === 'some');
  if (parts.length === 0) return [];
  const ids = parts.map(({ id }) => id).join(', ');
  const message = 'Of these event types only what the filters include is written.';
  return [
    issue('note', 'sysmon-events-in-part', WHOLE_FILE, message, {
      found: `events ${ids}`,
      done: 'They count as written.',
    }),
  ];
}

function describeStrangers(written: SysmonConfig['events'], known: ReadonlySet<string>): readonly Issue[] {
  const strangers = written.filter(({ id }) => !known.has(id));
  if (strangers.length === 0) return [];
  const found = `events ${strangers.map(({ id }) => id).join(', ')}`;
  const message = 'The sensor library does not list these events of Sysmon.';
  return [
    issue('note', 'sysmon-events-not-in-library', WHOLE_FILE, message, { found, done: 'Left out of the selection.' }),
  ];
}
