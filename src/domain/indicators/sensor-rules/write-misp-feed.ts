/**
 * A feed of MISP (https://www.misp-project.org/feeds/): what MISP fetches from a folder on a web server. Ids are of the content:
 * written again, the event is the same one and its attributes are too.
 */
import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { nameTlp } from '../../threats/tlp';
import { makeUuid5 } from '../../uuid5';
import { networksOfRange } from '../queries/address-range';
import { LeftCounts } from '../queries/value-groups';
import type { ReleasedValue } from './release-values';
import { dayOf, firstEnd, onOneLine, type SensorSubject, strictest, type WrittenSensorFiles } from './sensor-files';

/** Of all that is written here, a random one. */
const NAMESPACE = '6c7c1f0e-2b5a-4f0d-9d0c-3c8e5d1f7a42';

/** MISP's type and category; absent: it has none. */
const TYPES: Readonly<Partial<Record<ReleasedValue['type'], readonly [type: string, category: string]>>> = {
  ipv4: ['ip-dst', 'Network activity'],
  ipv6: ['ip-dst', 'Network activity'],
  cidr: ['ip-dst', 'Network activity'],
  'ip-range': ['ip-dst', 'Network activity'],
  domain: ['domain', 'Network activity'],
  url: ['url', 'Network activity'],
  email: ['email', 'Payload delivery'],
  md5: ['md5', 'Payload delivery'],
  sha1: ['sha1', 'Payload delivery'],
  sha256: ['sha256', 'Payload delivery'],
  sha512: ['sha512', 'Payload delivery'],
  'file-name': ['filename', 'Payload delivery'],
  'file-path': ['filename', 'Artifacts dropped'],
  'registry-key': ['regkey', 'Persistence mechanism'],
  'as-number': ['AS', 'Network activity'],
  'user-agent': ['user-agent', 'Network activity'],
  ja3: ['ja3-fingerprint-md5', 'Network activity'],
  mutex: ['mutex', 'Artifacts dropped'],
  vulnerability: ['vulnerability', 'External analysis'],
};

const WHY_NOT: Readonly<Partial<Record<ReleasedValue['type'], string>>> = {
  pattern: 'A pattern says more than values: MISP takes it from a STIX bundle.',
  ja4: 'MISP keeps JA4 in objects, which the feed has none of.',
};

/** Attributes between two words of how far it is. */
const STEP = 1 << 14;

/** MISP reads an event whole, and so does what fetches the feed. */
const MOST_VALUES = 250_000;

interface Attribute {
  readonly type: string;
  readonly category: string;
  readonly value: string;
  readonly said: ReleasedValue;
}

export function writeMispFeed(subject: SensorSubject): WrittenSensorFiles {
  const left = new LeftCounts();
  const attributes: Attribute[] = [];
  const carried = new Set<ReleasedValue>();
  for (const { type } of subject.values.slice(MOST_VALUES))
    left.add(type, 'Over 250,000 values, too many for an event.');
  for (const said of subject.values.slice(0, MOST_VALUES)) {
    const known = TYPES[said.type];
    const texts = said.type === 'ip-range' ? networksOfRange(said.value) : [said.value];
    if (known === undefined || texts === null) {
      left.add(
        said.type,
        known === undefined ? (WHY_NOT[said.type] ?? 'MISP has no type for it.') : 'It cannot be read.',
      );
      continue;
    }
    carried.add(said);
    for (const value of texts) attributes.push({ type: known[0], category: known[1], value, said });
  }
  if (attributes.length === 0) return { files: [], left: left.list() };

  const uuid = makeUuid5(NAMESPACE, `event ${subject.id}`);
  const values = [...carried];
  const timestamp = String(Math.floor(Date.parse(subject.at) / 1000));
  const date = subject.at.slice(0, 10);
  const end = firstEnd(values);
  const title = onOneLine(subject.name, 200) || 'Watchlist';
  const about = {
    // Only the names in a manifest tell MISP apart who publishes: there is no organisation here to name.
    Orgc: { name: 'Vedette', uuid: makeUuid5(NAMESPACE, 'organisation') },
    Tag: [makeTag(strictest(values))],
    info: end === null ? title : `${title} (first value ends on ${dayOf(end)})`,
    date,
    analysis: '2',
    threat_level_id: '4',
    timestamp,
  };
  const event = {
    ...about,
    uuid,
    published: true,
    publish_timestamp: timestamp,
  };
  const written = attributes.map((attribute, at) => {
    if (at % STEP === 0) subject.tell(at / attributes.length);
    return JSON.stringify(writeAttribute(attribute, uuid, timestamp));
  });
  const hashes = new Set(attributes.map(({ value }) => `${md5Of(value)},${uuid}`));
  return {
    files: [
      { name: 'manifest.json', text: writeJson({ [uuid]: about }), values: 0 },
      { name: 'hashes.csv', text: `${[...hashes].join('\n')}\n`, values: values.length },
      { name: `${uuid}.json`, text: writeEvent(event, written), values: values.length },
    ],
    left: left.list(),
  };
}

function writeAttribute({ type, category, value, said }: Attribute, event: string, timestamp: string) {
  const end = said.until === null ? '' : `Until ${dayOf(said.until)}.`;
  return {
    uuid: makeUuid5(NAMESPACE, `attribute ${event} ${type} ${value}`),
    type,
    category,
    value,
    // A vulnerability is for reading, not for a sensor.
    to_ids: type !== 'vulnerability' && type !== 'AS',
    comment: [end, onOneLine(said.comment, 300)].filter((part) => part !== '').join(' '),
    timestamp,
    disable_correlation: false,
    deleted: false,
    Tag: [makeTag(said.tlp)],
  };
}

/** By the names of MISP's taxonomy, in the colours of TLP 2.0. */
function makeTag(level: ReleasedValue['tlp']) {
  const colours = { clear: '#ffffff', green: '#33ff00', amber: '#ffc000', 'amber+strict': '#ffc000', red: '#ff2b2b' };
  return { name: nameTlp(level).toLowerCase(), colour: colours[level] };
}

/** Attribute by attribute, each on its line: all in one call would be held twice, as objects and as text. */
function writeEvent(event: object, attributes: readonly string[]): string {
  const head = JSON.stringify(event).slice(0, -1);
  return `{"Event":${head},"Attribute":[\n${attributes.join(',\n')}\n]}}\n`;
}

function md5Of(value: string): string {
  return bytesToHex(md5(new TextEncoder().encode(value)));
}

function writeJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
