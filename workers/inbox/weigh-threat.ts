import { stateWord } from '../../src/domain/coverage/lens-words';
import type { ThreatContext } from '../../src/domain/inbox/findings';
import { computeVerdict } from '../../src/domain/threats/compute-verdict';
import { stepsOfReport } from '../../src/domain/threats/steps-of-report';
import {
  makeEmptyContent,
  type ReportContent,
  type TechniqueStatement,
  type ThreatReport,
} from '../../src/domain/threats/threat-report';
import { writeOutside, writeVerdict } from '../../src/domain/threats/verdict-words';
import type { InboxGround } from '../contract/inbox';
import { collectReport } from '../threats/report-facts';
import { prepareThreats } from '../threats/threat-question';
import { type PackageInHand, TARGET } from './package-in-hand';
import { listTechniques } from './said-statements';

const SHOWN_TECHNIQUES = 200;
const SHOWN_SENSORS = 5;
/** Of a file that names more different ones, the rest says nothing new: ATT&CK has fewer. */
const MOST_IDS = 2000;

/**
 * The techniques that a package names, against the coverage of the estate: as for a report that is imported, without it being so.
 * @returns `null`: it names none
 */
export async function weighThreat(hand: PackageInHand, ground: InboxGround): Promise<ThreatContext | null> {
  const read = await hand.read();
  if (!read.ok || read.value.reading.says === undefined) return null;
  const said = read.value.reading.says.report ?? (await reportOfIndicators(hand));
  if (said === null) return null;
  const prepared = await prepareThreats({ ...ground, workspace: TARGET });
  if (!prepared.ok) throw new Error(prepared.issues[0]?.message ?? 'The ATT&CK release could not be read.');
  const { facts, ground: estate, question } = prepared.value;
  const { report, content } = said;
  const { evidence, unresolved } = collectReport(facts, report, content, null);
  const steps = stepsOfReport(report.id, report.name, content.text, evidence, unresolved);
  if (steps.steps.length === 0 && steps.unresolved.length === 0) return null;
  const { figures, tactics } = computeVerdict(estate, steps);
  const { domain, release } = question.index.catalog;
  const setting = { lens: ground.settings.lens, groups: question.estate.groups.length };
  const listed = tactics.flatMap((tactic) => tactic.steps.map((step) => ({ tactic: tactic.name, ...step })));
  return {
    release: `${domain} ${release}`,
    figures,
    verdict: writeVerdict(figures, setting),
    outside: writeOutside(figures, setting),
    techniques: listed.slice(0, SHOWN_TECHNIQUES).map(({ technique, name, parentName, tactic, state, sensors }) => ({
      id: technique,
      name: parentName === '' ? name : `${parentName}: ${name}`,
      tactic,
      state: stateWord(state, ground.settings.lens),
      sensors: sensors.slice(0, SHOWN_SENSORS).map((sensor) => sensor.name),
    })),
    unresolved: steps.unresolved.length,
  };
}

/** Lists of indicators name techniques value by value. */
async function reportOfIndicators(
  hand: PackageInHand,
): Promise<{ readonly report: ThreatReport; readonly content: ReportContent } | null> {
  const found = listTechniques(await hand.statements(), MOST_IDS).map(
    (technique): TechniqueStatement => ({
      technique,
      name: '',
      aliases: [],
      domain: null,
      tactic: '',
      order: null,
      place: '',
      passage: '',
    }),
  );
  if (found.length === 0) return null;
  const { id, fileName } = hand.known;
  const report: ThreatReport = {
    id: `report-${id}`,
    name: fileName,
    fileName,
    format: '',
    publisher: '',
    published: null,
    marking: null,
    position: 0,
    decisions: [],
    notes: '',
  };
  return { report, content: { ...makeEmptyContent(report.id), statements: found } };
}
