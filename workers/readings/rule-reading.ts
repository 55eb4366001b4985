import { putRules } from '../../src/domain/coverage/edit-rules';
import type { Rule } from '../../src/domain/coverage/rule';
import { makeIssueLog } from '../../src/domain/issue-log';
import { failure, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import { EMPTY_CONTENT, type WorkspaceContent } from '../../src/domain/workspace/content';
import { makeNameResolver } from '../../src/formats/own-sensor';
import { readRuleArchive } from '../../src/formats/rule-archive';
import { makeRuleCollector, type RuleReading } from '../../src/formats/rule-files';
import { readRuleTable } from '../../src/formats/rule-table';
import { readSplunkDataSources } from '../../src/formats/splunk-data-source';
import { decodeText } from '../../src/formats/text-decoding';
import { loadComponentNames } from '../component-names';
import { type FileSource, readWhole } from '../file-source';
import { describeSensors, makeOwnSensors, putOwnSensors } from './own-sensors';
import { countOf, MEBIBYTE, type Reader, type Reading, type ReadingContext } from './reading';

/** A whole collection in one file. */
const LARGEST_FILE = 32 * MEBIBYTE;
/** Unfolded, of a tar archive; packed, of a ZIP. */
const LARGEST_ARCHIVE = 256 * MEBIBYTE;
/** How many rules a preview shows. */
const SHOWN = 50;

export const readRules: Reader = async (source, context) => {
  const text = await readText(source, 'rules');
  if (!text.ok) return text;
  const collector = makeRuleCollector();
  collector.addYaml(text.value, source.name, null);
  return compose(source, context, collector.finish(), 'rules');
};

export const readRulesOfTable: Reader = async (source, context) => {
  const text = await readText(source, 'a table of rules');
  return text.ok ? compose(source, context, readRuleTable(text.value, source.name), 'rows') : text;
};

export const readRulesOfArchive: Reader = async (source, context) => {
  const bytes = await readWhole(source, LARGEST_ARCHIVE, 'an archive of rules');
  if (!bytes.ok) return bytes;
  const reading = readRuleArchive(bytes.value);
  return reading.ok ? compose(source, context, reading.value, 'rules') : reading;
};

async function readText(source: FileSource, formatName: string): Promise<Result<string>> {
  const bytes = await readWhole(source, LARGEST_FILE, formatName);
  return bytes.ok ? decodeText(bytes.value) : bytes;
}

async function compose(
  source: FileSource,
  { inventory, content }: ReadingContext,
  read: RuleReading,
  unit: string,
): Promise<Result<Reading>> {
  const dataSources =
    read.dataSources.length === 0
      ? null
      : readSplunkDataSources(read.dataSources, makeNameResolver(await loadComponentNames()));
  const sensors = dataSources === null ? [] : await makeOwnSensors(dataSources.drafts, inventory);
  const log = makeIssueLog();
  for (const found of [...read.issues, ...(dataSources?.issues ?? [])]) log.add(found);
  if (read.rules.length === 0 && sensors.length === 0) {
    const none = issue('error', 'rules-none', WHOLE_FILE, 'No rule could be read.', { done: 'Nothing was read.' });
    return failure(...(log.list().length === 1 ? [] : [none]), ...log.list().map(asRefusal));
  }
  const before = (await content()).rules;
  const run = (current: WorkspaceContent): WorkspaceContent => {
    const withRules = putRules(current, read.rules);
    if (sensors.length === 0) return withRules;
    const next = putOwnSensors(withRules.inventory, sensors);
    return next === withRules.inventory ? withRules : { ...withRules, inventory: next };
  };
  const { counts } = read;
  return success(
    {
      counts: {
        unit: sensors.length > 0 && read.rules.length === 0 ? 'data sources' : unit,
        read: counts.read,
        kept: counts.read - counts.repeated - counts.leftOut,
        reported: counts.repeated + counts.leftOut,
      },
      brought: [
        ...describeRules(read.rules, before),
        ...(sensors.length > 0 ? describeSensors(sensors, inventory) : []),
      ],
      issueCounts: Object.fromEntries(log.counts().map(({ code, count }) => [code, count])),
      detail:
        read.rules.length === 0
          ? { kind: 'sensors', sensors }
          : { kind: 'rules', rules: read.rules.slice(0, SHOWN).map(withoutText), count: read.rules.length },
      effect: { kind: 'step', label: `Import ${source.name}`, step: { of: 'content', run } },
    },
    log.list(),
  );
}

/** A refused file has errors: what would be left out of others is all there is of this one. */
function asRefusal(found: ReturnType<typeof issue>) {
  return found.severity === 'note' ? found : { ...found, severity: 'error' as const };
}

/** The page shows what rules are, not what they say. */
function withoutText(rule: Rule): Rule {
  return { ...rule, text: '' };
}

function describeRules(rules: readonly Rule[], before: readonly Rule[]): readonly string[] {
  if (rules.length === 0) return [];
  const known = new Set(before.map(({ id }) => id));
  const after = putRules({ ...EMPTY_CONTENT, rules: before }, rules).rules;
  const incoming = new Set(rules.map(({ id }) => id));
  const unchanged = before.filter((rule, at) => after[at] === rule && incoming.has(rule.id)).length;
  const fresh = rules.filter(({ id }) => !known.has(id)).length;
  const techniques = new Set(rules.flatMap(({ techniqueIds }) => techniqueIds));
  const without = rules.filter(({ techniqueIds }) => techniqueIds.length === 0).length;
  return [
    ...countOf(fresh, 'new rule'),
    ...countOf(rules.length - fresh - unchanged, 'rule brought up to date', 'rules brought up to date'),
    ...countOf(unchanged, 'rule known already', 'rules known already'),
    ...countOf(techniques.size, 'technique that has a rule', 'techniques that have a rule'),
    ...countOf(without, 'rule that names no technique', 'rules that name no technique'),
  ];
}
