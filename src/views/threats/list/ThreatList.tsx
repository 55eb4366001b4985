import { createMemo, createSignal, Match, Show, Switch } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import { writeVerdict } from '../../../domain/threats/verdict-words';
import { useApp } from '../../../state/app-state';
import { goTo, linkTo } from '../../../state/route';
import { makeThreatState } from '../../../state/threat-records';
import { createReportList, createThreatList } from '../../../state/threats';
import { nameRelease } from '../../coverage/coverage-words';
import { AnswerLine } from '../../pieces/AnswerLine';
import { Button } from '../../pieces/Button';
import { EmptyState } from '../../pieces/EmptyState';
import { Screen } from '../../pieces/Screen';
import { report as tell } from '../../shell/app-notice';
import { chooseFiles } from '../../shell/ImportButton';
import { makeVerdictSetting } from '../threat-words';
import { PasteReport } from './PasteReport';
import { ReportTable } from './ReportTable';
import { ThreatTable } from './ThreatTable';
import '../ThreatPage.css';
import './ThreatList.css';

/** Every threat there is to ask about: the user's own reports first, then layers, then what ATT&CK knows. */
export function ThreatList() {
  const app = useApp();
  const { coverage, workspace } = app;
  const records = makeThreatState(workspace);
  const reports = createReportList(app);
  const threats = createThreatList(app);
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const [isPasting, setPasting] = createSignal(false);
  const layers = createMemo(() => threats.answer()?.filter(({ kind }) => kind === 'layer') ?? []);
  const known = createMemo(() => threats.answer()?.filter(({ kind }) => kind !== 'layer') ?? []);
  const release = () => {
    const facts = coverage.facts();
    return facts === undefined ? 'ATT&CK' : nameRelease(facts);
  };
  const isEmptyEstate = () => workspace.inventory()?.groups.length === 0;
  /** The newest of which something can be said. */
  const newest = () => {
    const all = reports.answer();
    return all?.find(({ figures }) => figures.steps > 0) ?? all?.[0];
  };
  const answer = createMemo(() => {
    if (isEmptyEstate()) return 'Nothing is observed yet: of every threat you are blind for all that can be observed.';
    const latest = newest();
    if (latest !== undefined) {
      const setting = makeVerdictSetting(coverage.settings(), workspace.inventory()?.groups ?? []);
      const { name, figures, otherDomain } = latest;
      return figures.steps === 0 && otherDomain > 0
        ? `${name} names ${formatCounted(otherDomain, 'technique')} of another domain of ATT&CK: open it to change over.`
        : `${name}: ${writeVerdict(figures, setting)}`;
    }
    if (threats.answer() === undefined || reports.answer() === undefined) return null;
    const count = (kind: string) => known().filter((threat) => threat.kind === kind).length;
    return `${formatCounted(count('group'), 'group')}, ${formatCounted(count('software'), 'piece of software', 'pieces of software')} and ${formatCounted(count('campaign'), 'campaign')} of ${release()} can be asked about, and any report you have.`;
  });

  function compare(): void {
    goTo('threats', 'compare', ...selected());
  }

  async function removeReports(ids: ReadonlySet<string>): Promise<void> {
    const chosen = records.reports().filter(({ id }) => ids.has(id));
    const label =
      chosen.length === 1
        ? `Remove report ${chosen[0]?.name ?? ''}`
        : `Remove ${formatCounted(chosen.length, 'report')}`;
    if (await records.removeReports(label, new Set(chosen.map(({ id }) => id)))) setSelected(new Set<string>());
    else tell(`${label}: this was not saved.`);
  }

  const actions = () => (
    <>
      <Button kind="primary" onClick={chooseFiles}>
        Import a report
      </Button>
      <Button pressed={isPasting()} onClick={() => setPasting((before) => !before)}>
        Paste a report’s text
      </Button>
    </>
  );

  return (
    <Screen title="Can I see this threat?">
      <Show when={answer()} fallback={<p class="threat-waiting" role="status" aria-label="Reading the threats" />}>
        {(words) => <AnswerLine>{words()}</AnswerLine>}
      </Show>
      <Show when={isEmptyEstate()}>
        <p class="threat-note">
          Name your system groups and the sensors on them first: <a href={linkTo('inventory')}>open the inventory</a>,
          or try the demonstration estate from the <a href={linkTo('start')}>start</a>. Reports can be read before that.
        </p>
      </Show>
      <Show when={isPasting()}>
        <PasteReport onDone={() => setPasting(false)} />
      </Show>
      <section class="threat-section" aria-labelledby="threat-reports">
        <h2 id="threat-reports">Your reports</h2>
        <Switch>
          <Match when={reports.problem()}>
            {(problem) => <p role="alert">{problem()} Your reports are untouched. Load the page again.</p>}
          </Match>
          <Match when={reports.answer()?.length === 0}>
            <EmptyState title="No report is kept here yet" actions={actions()}>
              <p>
                A report of any kind: STIX, MISP, Attack Flow, PDF, Word, HTML, Markdown, mail or plain text. What it
                names in fields and in prose is matched to {release()}, old ids and names among them; what is only
                likely waits for your decision.
              </p>
            </EmptyState>
          </Match>
          <Match when={reports.answer()}>
            {(all) => (
              <>
                <div class="threat-actions">{actions()}</div>
                <ReportTable
                  reports={all()}
                  selected={selected()}
                  onSelect={setSelected}
                  onCompare={compare}
                  onRemove={(ids) => void removeReports(ids)}
                />
              </>
            )}
          </Match>
        </Switch>
      </section>
      <Show when={layers().length > 0}>
        <section class="threat-section" aria-labelledby="threat-layers">
          <h2 id="threat-layers">Layers, read as threats</h2>
          <ThreatTable
            label="Layers as threats"
            noun={layers().length === 1 ? 'layer' : 'layers'}
            threats={layers()}
            selected={selected()}
            onSelect={setSelected}
            onCompare={compare}
          />
        </section>
      </Show>
      <section class="threat-section" aria-labelledby="threat-attack">
        <h2 id="threat-attack">What {release()} knows</h2>
        <Switch fallback={<p class="threat-waiting" role="status" aria-label="Reading the threats of the release" />}>
          <Match when={threats.problem()}>
            {(problem) => <p role="alert">{problem()} Load the page again, or choose another release.</p>}
          </Match>
          <Match when={threats.answer()}>
            <ThreatTable
              label="Threats of ATT&CK"
              noun="threats"
              isSearched
              threats={known()}
              selected={selected()}
              onSelect={setSelected}
              onCompare={compare}
            />
          </Match>
        </Switch>
      </section>
    </Screen>
  );
}
