import { createMemo, createSignal, For, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../../domain/format';
import { EVIDENCE_RANKS, type EvidenceRank, type TechniqueEvidence } from '../../../domain/threats/evidence';
import { Button } from '../../pieces/Button';
import { Fold } from '../../pieces/Fold';
import { createGrowth } from '../../pieces/turns';
import { EvidenceItem } from './EvidenceItem';
import { RANK_WORDS } from './evidence-words';

export type Decide = (label: string, techniques: readonly string[], verdict: 'accepted' | 'rejected' | null) => void;

export interface EvidenceListProps {
  readonly evidence: readonly TechniqueEvidence[];
  readonly text: string;
  readonly chosen: string | null;
  readonly onChoose: (technique: string | null) => void;
  readonly onDecide: Decide;
}

/** Everything that speaks for a technique, by how strongly it does. */
export function EvidenceList(props: EvidenceListProps) {
  const of = (rank: EvidenceRank) => props.evidence.filter((each) => each.rank === rank);
  return (
    <For each={EVIDENCE_RANKS.filter((rank) => rank !== 'threat')}>
      {(rank) => (
        <>
          {/* What others use comes behind what the report says, and before what only its words suggest. */}
          <Show when={rank === 'suggested'}>
            <UsedByThreats {...props} />
          </Show>
          <EvidenceRankList rank={rank} {...props} evidence={of(rank)} />
        </>
      )}
    </For>
  );
}

function EvidenceRankList(props: EvidenceListProps & { readonly rank: EvidenceRank }) {
  const undecided = () => props.evidence.filter(({ decision }) => decision === null).map(({ technique }) => technique);
  return (
    <Show when={props.evidence.length > 0}>
      <section class="evidence-rank">
        <header class="evidence-rank-head">
          <h3>
            {RANK_WORDS[props.rank].title} <span class="evidence-rank-count">{formatCount(props.evidence.length)}</span>
          </h3>
          <Show when={undecided().length > 1 && props.rank !== 'suggested'}>
            <Button
              kind="quiet"
              onClick={() =>
                props.onDecide(`Accept ${formatCounted(undecided().length, 'technique')}`, undecided(), 'accepted')
              }
            >
              Accept all {formatCount(undecided().length)}
            </Button>
          </Show>
        </header>
        <p class="evidence-rank-hint">{RANK_WORDS[props.rank].hint}</p>
        <EvidenceItems {...props} />
      </section>
    </Show>
  );
}

function EvidenceItems(props: EvidenceListProps) {
  const grown = createGrowth(
    () => props.evidence.length,
    () => 20,
  );
  return (
    <ul class="evidence-items">
      <For each={props.evidence.slice(0, grown())}>
        {(each) => (
          <EvidenceItem
            evidence={each}
            text={props.text}
            isChosen={props.chosen === each.technique}
            onChoose={() => props.onChoose(props.chosen === each.technique ? null : each.technique)}
            onDecide={(verdict) =>
              props.onDecide(`${VERBS[verdict ?? 'none']} ${each.technique}`, [each.technique], verdict)
            }
          />
        )}
      </For>
    </ul>
  );
}

const VERBS = { accepted: 'Accept', rejected: 'Reject', none: 'Leave open' } as const;

/** Groups and software that the report names, each with the techniques that ATT&CK says it uses and the report does not name. */
function UsedByThreats(props: EvidenceListProps) {
  const threats = createMemo(() => {
    const byThreat = new Map<string, { readonly name: string; readonly evidence: TechniqueEvidence[] }>();
    for (const each of props.evidence) {
      if (each.rank !== 'threat') continue;
      for (const piece of each.pieces) {
        if (piece.kind !== 'threat') continue;
        const known = byThreat.get(piece.threatId);
        if (known === undefined) byThreat.set(piece.threatId, { name: piece.threatName, evidence: [each] });
        else known.evidence.push(each);
      }
    }
    return [...byThreat].map(([id, { name, evidence }]) => ({ id, name, evidence }));
  });
  return (
    <Show when={threats().length > 0}>
      <section class="evidence-rank">
        <header class="evidence-rank-head">
          <h3>{RANK_WORDS.threat.title}</h3>
        </header>
        <p class="evidence-rank-hint">{RANK_WORDS.threat.hint}</p>
        <For each={threats()}>{(threat) => <UsedByThreat threat={threat} {...props} />}</For>
      </section>
    </Show>
  );
}

function UsedByThreat(
  props: EvidenceListProps & {
    readonly threat: { readonly id: string; readonly name: string; readonly evidence: readonly TechniqueEvidence[] };
  },
) {
  const [isOpen, setOpen] = createSignal(false);
  const undecided = () =>
    props.threat.evidence.filter(({ decision }) => decision === null).map(({ technique }) => technique);
  return (
    <Fold
      summary={`${props.threat.name} (${props.threat.id})`}
      state={`${formatCount(props.threat.evidence.length)} not named in the report`}
      onToggle={setOpen}
    >
      <Show when={isOpen()}>
        <Show when={undecided().length > 1}>
          <Button
            kind="quiet"
            onClick={() => props.onDecide(`Accept what ${props.threat.name} uses`, undecided(), 'accepted')}
          >
            Accept all {formatCount(undecided().length)}
          </Button>
        </Show>
        <EvidenceItems {...props} evidence={props.threat.evidence} />
      </Show>
    </Fold>
  );
}
