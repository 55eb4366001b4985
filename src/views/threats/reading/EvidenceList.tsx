import { createMemo, createSignal, For, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../../domain/format';
import { EVIDENCE_RANKS, type EvidenceRank, type TechniqueEvidence } from '../../../domain/threats/evidence';
import { Button } from '../../pieces/Button';
import { Fold } from '../../pieces/Fold';
import { createGrowth } from '../../pieces/turns';
import { EvidenceItem } from './EvidenceItem';
import { RANK_WORDS } from './evidence-words';
import { useReading } from './reading-scope';

/** Everything that speaks for a technique, by how strongly it does. */
export function EvidenceList(props: { readonly evidence: readonly TechniqueEvidence[] }) {
  return (
    <For each={EVIDENCE_RANKS.filter((rank) => rank !== 'threat')}>
      {(rank) => (
        <>
          {/* What others use comes behind what the report says, and before what only its words suggest. */}
          <Show when={rank === 'suggested'}>
            <UsedByThreats evidence={props.evidence} />
          </Show>
          <EvidenceRankList rank={rank} evidence={props.evidence} />
        </>
      )}
    </For>
  );
}

function EvidenceRankList(props: { readonly evidence: readonly TechniqueEvidence[]; readonly rank: EvidenceRank }) {
  const reading = useReading();
  const own = createMemo(() => props.evidence.filter(({ rank }) => rank === props.rank));
  const undecided = () => own().flatMap(({ decision, technique }) => (decision === null ? technique : []));
  return (
    <Show when={own().length > 0}>
      <section class="evidence-rank">
        <header class="evidence-rank-head">
          <h2>
            {RANK_WORDS[props.rank].title} <span class="evidence-rank-count">{formatCount(own().length)}</span>
          </h2>
          <Show when={undecided().length > 1 && props.rank !== 'suggested'}>
            <Button
              kind="quiet"
              onClick={() => reading.acceptAll(`Accept ${formatCounted(undecided().length, 'technique')}`, undecided())}
            >
              Accept all {formatCount(undecided().length)}
            </Button>
          </Show>
        </header>
        <p class="evidence-rank-hint">{RANK_WORDS[props.rank].hint}</p>
        <EvidenceItems evidence={own()} />
      </section>
    </Show>
  );
}

/** By id: an answer that comes anew brings new objects, and what is drawn, and focused, stays. */
function EvidenceItems(props: { readonly evidence: readonly TechniqueEvidence[] }) {
  const reading = useReading();
  const ids = createMemo<readonly string[]>(() => props.evidence.map(({ technique }) => technique), [], {
    equals: (one, other) => one.length === other.length && one.every((id, at) => id === other[at]),
  });
  const grown = createGrowth(
    () => ids().length,
    () => 12,
  );
  return (
    <ul class="evidence-items">
      <For each={ids().slice(0, grown())}>
        {(id) => <Show when={reading.find(id)}>{(evidence) => <EvidenceItem evidence={evidence()} />}</Show>}
      </For>
    </ul>
  );
}

interface NamedThreat {
  readonly id: string;
  readonly name: string;
  readonly evidence: readonly TechniqueEvidence[];
}

/** Groups and software that the report names, each with the techniques that ATT&CK says it uses and the report does not name. */
function UsedByThreats(props: { readonly evidence: readonly TechniqueEvidence[] }) {
  const threats = createMemo(() => {
    const byThreat = new Map<string, { readonly id: string; readonly name: string; evidence: TechniqueEvidence[] }>();
    for (const each of props.evidence) {
      if (each.rank !== 'threat') continue;
      for (const piece of each.pieces) {
        if (piece.kind !== 'threat') continue;
        const known = byThreat.get(piece.threatId);
        if (known === undefined) {
          byThreat.set(piece.threatId, { id: piece.threatId, name: piece.threatName, evidence: [each] });
        } else if (known.evidence.at(-1) !== each) known.evidence.push(each);
      }
    }
    return byThreat;
  });
  const ids = createMemo<readonly string[]>(() => [...threats().keys()], [], {
    equals: (one, other) => one.length === other.length && one.every((id, at) => id === other[at]),
  });
  return (
    <Show when={ids().length > 0}>
      <section class="evidence-rank">
        <header class="evidence-rank-head">
          <h2>
            {RANK_WORDS.threat.title} <span class="evidence-rank-count">{formatCount(ids().length)}</span>
          </h2>
        </header>
        <p class="evidence-rank-hint">{RANK_WORDS.threat.hint}</p>
        <For each={ids()}>
          {(id) => <Show when={threats().get(id)}>{(threat) => <UsedByThreat threat={threat()} />}</Show>}
        </For>
      </section>
    </Show>
  );
}

function UsedByThreat(props: { readonly threat: NamedThreat }) {
  const reading = useReading();
  const [isOpen, setOpen] = createSignal(false);
  const undecided = () =>
    props.threat.evidence.flatMap(({ decision, technique }) => (decision === null ? technique : []));
  return (
    <div data-threat={props.threat.id}>
      <Fold
        summary={`${props.threat.name} (${props.threat.id})`}
        state={`${formatCount(props.threat.evidence.length)} not named in the report`}
        onToggle={setOpen}
      >
        <Show when={isOpen()}>
          <Show when={undecided().length > 1}>
            <Button
              kind="quiet"
              onClick={() => reading.acceptAll(`Accept what ${props.threat.name} uses`, undecided())}
            >
              Accept all {formatCount(undecided().length)}
            </Button>
          </Show>
          <EvidenceItems evidence={props.threat.evidence} />
        </Show>
      </Fold>
    </div>
  );
}
