import type { ThreatActor, ThreatCatalog } from '../../src/domain/attack/catalog';
import { orderLayers } from '../../src/domain/layers/layer';
import { success } from '../../src/domain/result';
import { makeFigureCounter } from '../../src/domain/threats/count-figures';
import { orderReports } from '../../src/domain/threats/edit-reports';
import type { TechniqueEvidence } from '../../src/domain/threats/evidence';
import { stepsOfLayer } from '../../src/domain/threats/layer-steps';
import { stepsOfReport } from '../../src/domain/threats/steps-of-report';
import type { ThreatKind } from '../../src/domain/threats/threat-steps';
import type { ListedReport, ListedThreat, ThreatsWorker } from '../contract/threats';
import { collectReport } from './report-facts';
import { prepareThreats } from './threat-question';
import { refOfLayer, refOfPart } from './threat-refs';

export const listAnswers: Pick<ThreatsWorker, 'listThreats' | 'listReports'> = {
  async listThreats(request) {
    const prepared = await prepareThreats(request);
    if (!prepared.ok) return prepared;
    const { db, ground, facts } = prepared.value;
    const { threats } = facts;
    const count = makeFigureCounter(ground.index, ground.coverage.states);
    const layers = orderLayers(await db.layers.toArray()).flatMap((layer): readonly ListedThreat[] => {
      const ref = refOfLayer(layer.id);
      const steps = stepsOfLayer(ref, layer, ground.index.catalog);
      return steps === null ? [] : [{ ref, kind: 'layer', name: layer.name, aliases: [], figures: count(steps) }];
    });
    const actors = threats === null ? [] : listActors(threats);
    return success([
      ...layers,
      ...actors.flatMap(({ kind, actor }): readonly ListedThreat[] => {
        const steps = facts.readActor(actor.id);
        if (steps === null) return [];
        const { id, name, aliases } = actor;
        return [{ ref: id, kind, name, aliases, figures: count(steps) }];
      }),
    ]);
  },

  async listReports(request) {
    const prepared = await prepareThreats(request);
    if (!prepared.ok) return prepared;
    const { db, ground, facts } = prepared.value;
    const count = makeFigureCounter(ground.index, ground.coverage.states);
    const [reports, contents] = await Promise.all([db.threatReports.toArray(), db.reportContents.toArray()]);
    const contentOf = new Map(contents.map((content) => [content.id, content]));
    return success(
      orderReports(reports).flatMap((report): readonly ListedReport[] => {
        const content = contentOf.get(report.id);
        if (content === undefined) return [];
        const { evidence, unresolved } = collectReport(facts, ground.index, report, content, null);
        return [
          {
            ref: report.id,
            kind: 'report',
            name: report.name,
            aliases: [],
            report,
            figures: count(stepsOfReport(report.id, report.name, content.text, evidence, unresolved)),
            undecided: evidence.filter(waitsForDecision).length,
            observables: content.observables.length,
            subjects: content.subjects.map(({ kind, name, statements }, part) => ({
              ref: refOfPart(report.id, part),
              kind,
              name,
              techniques: statements.length,
            })),
          },
        ];
      }),
    );
  },
};

function listActors(threats: ThreatCatalog): { readonly kind: ThreatKind; readonly actor: ThreatActor }[] {
  return [
    ...threats.groups.map((actor) => ({ kind: 'group' as const, actor })),
    ...threats.campaigns.map((actor) => ({ kind: 'campaign' as const, actor })),
    ...threats.software.map((actor) => ({ kind: 'software' as const, actor })),
  ];
}

/** What the report itself says; whether a named group's techniques belong to it nobody has to decide. */
function waitsForDecision({ rank, decision }: TechniqueEvidence): boolean {
  return decision === null && (rank === 'stated' || rank === 'named' || rank === 'in-prose');
}
