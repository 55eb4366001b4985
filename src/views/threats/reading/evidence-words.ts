import { formatCount, formatCounted } from '../../../domain/format';
import type { EvidencePiece, EvidenceRank, TechniqueEvidence, UnresolvedName } from '../../../domain/threats/evidence';
import type { Mark } from './text-layout';

/** What each kind of evidence is called, and whether it counts by itself. */
export const RANK_WORDS: Readonly<Record<EvidenceRank, { readonly title: string; readonly hint: string }>> = {
  stated: { title: 'Named in its fields', hint: 'Counted until you reject them.' },
  named: { title: 'Named in its text', hint: 'Counted until you reject them.' },
  added: { title: 'Added by you', hint: 'Counted.' },
  'in-prose': { title: 'Named in its descriptions', hint: 'Counted once you accept them.' },
  threat: { title: 'Used by whom it names', hint: 'What ATT&CK says of them. Counted once you accept them.' },
  suggested: { title: 'Suggested by its words', hint: 'By likeness alone, often wrong. Counted once you accept them.' },
};

/** What the marks in a text mean. */
export const MARK_WORDS: Readonly<Record<Mark['kind'], string>> = {
  mention: 'names a technique',
  added: 'added by you',
  threat: 'names a group, campaign or software',
  suggestion: 'suggests a technique',
};

/** Why a technique is in the list: the reason of its first piece of evidence, and how many more there are. */
export function describeReason({ pieces, decision }: TechniqueEvidence): string {
  const [first, ...more] = pieces;
  if (first === undefined) return decision?.reason === '' ? 'added by you' : (decision?.reason ?? '');
  const reason = describePiece(first);
  return more.length === 0 ? reason : `${reason}, and ${formatCounted(more.length, 'more place')}`;
}

export function describePiece(piece: EvidencePiece): string {
  switch (piece.kind) {
    case 'stated':
      return piece.written === '' ? 'in a field of its own' : `in a field of its own, as ${piece.written}`;
    case 'mention':
      switch (piece.how) {
        case 'id':
          return `by its id, “${piece.written}”`;
        case 'old-id':
          return `by an id it replaced, “${piece.written}”`;
        case 'name':
          return `by its name, “${piece.written}”`;
        case 'old-name':
          return `by a name it replaced, “${piece.written}”`;
        default:
          return `by another name for it, “${piece.written}”`;
      }
    case 'threat':
      return `${piece.threatName} (${piece.threatId}) uses it`;
    case 'suggestion':
      return `by the words ${piece.terms.slice(0, 4).join(', ')}`;
  }
}

export const UNRESOLVED_WORDS: Readonly<Record<UnresolvedName['reason'], string>> = {
  unknown: 'no release on this device has this id',
  retired: 'retired, and no single technique took its place',
  'other-domain': 'of another domain of ATT&CK',
  ambiguous: 'several techniques have this name',
  'no-technique': 'no technique of ATT&CK has this name',
};

/** The answer to what a report says. */
export function describeFound(counted: number, waiting: number): string {
  if (counted === 0 && waiting === 0) return 'No technique is named in it.';
  const named = `${formatCounted(counted, 'technique')} ${counted === 1 ? 'counts' : 'count'}`;
  if (waiting === 0) return `${named}; all of what it names is decided.`;
  return `${named}; ${formatCount(waiting)} ${waiting === 1 ? 'waits' : 'wait'} for your decision.`;
}
