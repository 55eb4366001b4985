import type { ThreatActor, ThreatCatalog } from '../../src/domain/attack/catalog';
import { orderLayers } from '../../src/domain/layers/layer';
import { success } from '../../src/domain/result';
import { makeFigureCounter } from '../../src/domain/threats/count-figures';
import { orderReports } from '../../src/domain/threats/edit-reports';
import { stepsOfLayer } from '../../src/domain/threats/layer-steps';
import type { ThreatKind } from '../../src/domain/threats/threat-steps';
import type { ListedReport, ListedThreat, ThreatsWorker } from '../contract/threats';
import { readReportSteps } from './report-steps';
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
    const reports = orderReports(await db.threatReports.toArray());
    const wanted = reports.map((report) => ({ ref: report.id, report, part: null }));
    const found = await readReportSteps(db, facts, wanted);
    return success(
      reports.flatMap((report, at): readonly ListedReport[] => {
        const known = found[at] ?? null;
        if (known === null) return [];
        return [
          {
            ref: report.id,
            kind: 'report',
            name: report.name,
            aliases: [],
            report,
            figures: count(known.steps),
            undecided: known.undecided,
            otherDomain: known.steps.unresolved.filter(({ reason }) => reason === 'other-domain').length,
            observables: known.observables,
            subjects: known.subjects.map((subject, part) => ({ ref: refOfPart(report.id, part), ...subject })),
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
