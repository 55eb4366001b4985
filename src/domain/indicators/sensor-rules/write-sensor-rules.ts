import type { TlpLevel } from '../../threats/threat-report';
import type { LeftValues } from '../queries/watchlist-queries';
import type { Audience, HeldReason, Release } from './release-values';
import {
  dayOf,
  firstEnd,
  groupForSensors,
  type SensorFile,
  type SensorGroups,
  type SensorSubject,
  strictest,
  type WrittenSensorFiles,
} from './sensor-files';
import { writeBlockLists } from './write-block-lists';
import { writeMispFeed } from './write-misp-feed';
import { writeRpz } from './write-rpz';
import { writeSuricataDatasets } from './write-suricata-datasets';
import { writeSuricataRules } from './write-suricata-rules';
import { writeZeekIntel } from './write-zeek-intel';

export const SENSOR_FORMATS = [
  'zeek-intel',
  'suricata-rules',
  'suricata-datasets',
  'rpz',
  'block-lists',
  'misp-feed',
] as const;
export type SensorFormat = (typeof SENSOR_FORMATS)[number];

export interface SensorRulesAsked {
  readonly format: SensorFormat;
  /** Whom they are for. */
  readonly audience: Audience;
  /** `2026-11-25`: the day that the watchlist's dates are held against. */
  readonly today: string;
  /** ISO 8601, when they are written; the end of a statement is held against it. */
  readonly at: string;
}

/** A watchlist for sensors, and what of it does not go out. */
export interface SensorRules {
  readonly files: readonly SensorFile[];
  /** Values in the files, each once. With those of `left` and `heldBack` it is all of the watchlist. */
  readonly out: number;
  readonly left: readonly LeftValues[];
  readonly heldBack: Readonly<Record<HeldReason, number>>;
  /** Of the values that go out; `null`: none do. */
  readonly tlp: TlpLevel | null;
  /** `2026-12-01`, when the first of them ends; `null`: none states an end. */
  readonly firstEnd: string | null;
  /** For the name of an archive of them. */
  readonly slug: string;
}

/** MISP holds kinds of values that no sensor sees: its writer sorts them itself. */
const WRITERS: Readonly<Record<Exclude<SensorFormat, 'misp-feed'>, (groups: SensorGroups) => WrittenSensorFiles>> = {
  'zeek-intel': writeZeekIntel,
  'suricata-rules': writeSuricataRules,
  'suricata-datasets': writeSuricataDatasets,
  rpz: writeRpz,
  'block-lists': writeBlockLists,
};

export function writeSensorRules(
  format: SensorFormat,
  asked: Omit<SensorSubject, 'values'>,
  { values, heldBack, harmless }: Release,
): SensorRules {
  const subject = { ...asked, benign: [...asked.benign, ...harmless] };
  const groups = groupForSensors({ ...subject, values });
  const written =
    format === 'misp-feed' ? writeMispFeed({ ...subject, values }) : withUnread(groups, WRITERS[format](groups));
  const end = firstEnd(values);
  return {
    ...written,
    out: written.left.reduce((rest, { count }) => rest - count, values.length),
    heldBack,
    tlp: values.length === 0 ? null : strictest(values),
    firstEnd: end === null ? null : dayOf(end),
    slug: groups.slug,
  };
}

function withUnread({ left }: SensorGroups, written: WrittenSensorFiles): WrittenSensorFiles {
  return { files: written.files, left: [...left, ...written.left] };
}
