/**
 * Reports of MITRE's CTI Blueprints (https://github.com/center-for-threat-informed-defense/cti-blueprints) as the
 * authoring tool saves them: campaign, intrusion analysis, threat actor and executive. `docs/formats/cti-blueprint.md`.
 */
import { failure, issue, type Result, success, WHOLE_FILE } from '../../domain/result';
import type { ReportFile } from '../../domain/threats/threat-report';
import { joinPath } from '../json-object';
import { parseJson } from '../json-text';
import { describeValue, fieldOf, isMap, type PlainMap, textOf } from '../plain-data';
import type { Probe } from '../probe';
import { makeReportDraft, type PlacedMap, type ReportDraft, takeMaps } from '../report-draft';
import { cleanName, readDay, readTlp } from '../report-prose';
import { readBlueprintRow } from './cti-blueprint-rows';
import { readBlueprintValues } from './cti-blueprint-values';

/** Prose in the order of the templates. */
const PROSE = [
  'executive_summary',
  'key_points',
  'assessment',
  'indicator_analysis',
  'outlook',
  'threat_actor.summary',
  'threat_actor.ttp',
  'threat_actor.infrastructure',
  'threat_actor.victims',
  'threat_actor.attribution',
  'intelligence_gaps',
  'key_intelligence_gaps',
];
/** Tables of which each row has something to read. */
const TOLD: readonly (readonly [string, readonly string[]])[] = [
  ['timeline', ['start_date', 'activity']],
  ['signatures', ['ioc_malware_name', 'signature_description']],
  ['data_sources.report_citations', ['description', 'hyperlink']],
  ['data_sources.internal_telemetry', ['internal_telemetry']],
  ['metadata.infrastructure_used', ['infrastructure']],
];
const TITLES = /"(?:report_title|template_identifier|template_name)"\s*:/;
const CONTENTS =
  /"(?:executive_summary|mitre_attack_table|traffic_light_protocol|intelligence_requirements|key_points|authoring_tool_version)"\s*:/;

export function sniffCtiBlueprint({ text }: Probe): number {
  return text !== null && /^\s*\{/.test(text) && TITLES.test(text) && CONTENTS.test(text) ? 0.95 : 0;
}

export function readCtiBlueprint(text: string): Result<ReportFile> {
  const parsed = parseJson(text.replace(/^\uFEFF/, ''));
  if (!parsed.ok) return parsed;
  const root = parsed.value;
  const find = makeFinder(root);
  const known = ['report_title', 'mitre_attack_table', 'executive_summary', '__document', 'iocs'];
  if (!isMap(root) || known.every((key) => find(key).value === undefined)) {
    const message = 'This is no report of the CTI Blueprints.';
    return failure(issue('error', 'cti-blueprint-none', WHOLE_FILE, message, { done: 'Nothing was read.' }));
  }
  const draft = makeReportDraft();
  const name = cleanName(textOf(find('report_title').value));
  const report = draft.addSubject({ kind: kindOf(find), name: name || 'Report', attackId: '', place: 'report_title' });
  draft.addText('report_title', name);
  for (const path of PROSE) {
    const found = find(path);
    if (found.value !== undefined && found.value !== null && typeof found.value !== 'string') {
      draft.remark(
        'warning',
        'cti-blueprint-text-expected',
        found.path,
        'Text is expected here.',
        describeValue(found.value),
        'Left out.',
      );
    } else draft.addText(found.path, unescapeLines(textOf(found.value)));
  }
  const groups = addGroups(draft, find);
  readTable(draft, find, report, groups);
  readBlueprintValues(draft, find('iocs'));
  for (const [path, keys] of TOLD) {
    const found = find(path);
    for (const { map, path: place } of takeMaps(draft, found.value, found.path)) {
      draft.addText(
        place,
        unescapeLines(
          keys
            .map((key) => textOf(fieldOf(map, key)))
            .filter((part) => part !== '')
            .join('\n'),
        ),
      );
    }
  }
  readMarking(draft, find);
  const file = draft.finish({
    name,
    publisher: firstText(find, [
      'author',
      'authors',
      'organization',
      'organisation',
      'publisher',
      'producer',
      'metadata.author',
      'metadata.organization',
    ]),
    published: readDay(
      firstText(find, ['report_date', 'date_of_report', 'date_reported', 'timestamp', 'date', 'published']),
    ),
    unit: 'rows',
  });
  return success(file, draft.issues);
}

export type Finder = (path: string) => { readonly value: unknown; readonly path: string };

/** Where the tool keeps sections as objects, a field stands one level deeper. */
function makeFinder(root: unknown): Finder {
  const sections = isMap(root) ? Object.entries(root).filter(([, value]) => isMap(value)) : [];
  return (path) => {
    const [first = '', second] = path.split('.');
    const direct = fieldOf(root, first);
    const nested = sections.find(([, section]) => fieldOf(section, first) !== undefined);
    const value = direct ?? fieldOf(nested?.[1], first);
    const place = direct === undefined && nested !== undefined ? joinPath(nested[0], first) : first;
    return second === undefined
      ? { value, path: place }
      : { value: fieldOf(value, second), path: joinPath(place, second) };
  };
}

/** The tool's identifiers do not change with the names that people give. */
function kindOf(find: Finder): 'report' | 'campaign' {
  return /campaign/i.test(textOf(fieldOf(find('__document').value, 'template_name'))) ? 'campaign' : 'report';
}

/** Some files carry the two characters `\n` where paragraphs end; one alone may be part of a path. */
function unescapeLines(text: string): string {
  return text.replace(/(?:\\r)?\\n(?:\\r)?\\n/g, '\n\n');
}

function firstText(find: Finder, paths: readonly string[]): string {
  return cleanName(paths.map((path) => textOf(find(path).value)).find((text) => text !== '') ?? '');
}

function readMarking(draft: ReportDraft, find: Finder): void {
  const { value, path } = find('traffic_light_protocol');
  const written = textOf(value);
  if (written === '') return;
  const level = readTlp(written);
  draft.mark(level);
  if (level === null) {
    draft.remark(
      'warning',
      'cti-blueprint-marking-unknown',
      path,
      'This is no level of the Traffic Light Protocol.',
      written,
      'Read as not marked.',
    );
  }
}

/** Name or alias in small letters → its subject. */
function addGroups(draft: ReportDraft, find: Finder): ReadonlyMap<string, number> {
  const single = find('metadata.threat_actor_name');
  const actors = find('metadata.threat_actors');
  const rows: readonly PlacedMap[] = [
    ...takeMaps(draft, actors.value, actors.path),
    ...(textOf(single.value) === '' ? [] : takeMaps(draft, find('metadata').value, 'metadata')),
  ];
  const found = new Map<string, number>();
  for (const { map, path } of rows) {
    const name = cleanName(textOf(fieldOf(map, 'threat_actor_name')));
    if (name === '') {
      draft.leaveOut('warning', 'cti-blueprint-actor-unnamed', path, 'This threat actor has no name.');
      continue;
    }
    const written = fieldOf(map, 'threat_actor_aliases');
    const aliases = (Array.isArray(written) ? written.map(textOf) : textOf(written).split(/[,;\n]/))
      .map(cleanName)
      .filter((alias) => alias !== '');
    const at = draft.addSubject({ kind: 'group', name, attackId: '', place: path, aliases });
    for (const each of [name, ...aliases]) found.set(each.toLowerCase(), at);
  }
  return found;
}

function readTable(draft: ReportDraft, find: Finder, report: number, groups: ReadonlyMap<string, number>): void {
  const { value, path } = find('mitre_attack_table');
  // An intrusion analysis has a table of what was observed and one of what is likely.
  const isRow = (map: PlainMap) =>
    ['technique', 'tactic', 'sub_technique', 'procedure'].some((key) => Object.hasOwn(map, key));
  const tables: readonly (readonly [unknown, string])[] =
    isMap(value) && !isRow(value)
      ? Object.entries(value).map(([key, rows]) => [rows, joinPath(path, key)] as const)
      : [[value, path]];
  const only = new Set(groups.values()).size === 1 ? [...groups.values()] : [];
  for (const [rows, place] of tables) {
    for (const row of takeMaps(draft, rows, place)) {
      const by = cleanName(textOf(fieldOf(row.map, 'attribution')));
      const holders =
        by === ''
          ? only
          : [
              groups.get(by.toLowerCase()) ??
                draft.addSubject({ kind: 'group', name: by, attackId: '', place: row.path }),
            ];
      for (const statement of readBlueprintRow(draft, row)) {
        draft.relate(report, statement);
        for (const holder of holders) draft.relate(holder, statement);
      }
    }
  }
}
