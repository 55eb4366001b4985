import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InboxPackage, PLAYBOOK, type StepRecord } from '../../src/domain/inbox/package';
import {
  beginAccepting,
  beginStep,
  dismissPackage,
  endAccepting,
  endStep,
  failAccepting,
  findStep,
  isDecided,
  MOST_ATTEMPTS,
  makePackage,
  meetAgain,
  refusePackage,
  retryPackage,
  settleImported,
} from '../../src/domain/inbox/playbook';

const AT = '2026-11-25T10:00:00Z';
const ARRIVAL = {
  fileName: 'a.json',
  size: 10,
  fileDate: AT,
  arrivedAt: AT,
  from: 'hand',
  bytes: 'kept',
  content: 'c',
} as const;

const start = () => makePackage('hash', ARRIVAL);
const record = (step: StepRecord['step']): StepRecord => ({ step, at: AT, became: 'done', words: '' });

function finish(): InboxPackage {
  let known = start();
  for (const step of PLAYBOOK) known = endStep(known, record(step)) ?? known;
  return known;
}

describe('the playbook of a package', () => {
  it('does every step once and in order, wherever it is killed in between', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('kill', 'go', 'go', 'go'), { maxLength: 60 }), (chances) => {
        let kept = start();
        const done: string[] = [];
        let deaths = 0;
        for (const chance of chances) {
          const step = findStep(kept);
          if (step === null) break;
          const begun = beginStep(kept, step, AT);
          expect(begun).not.toBeNull();
          kept = begun ?? kept;
          // Killed in the middle of a step: nothing of it is kept but that it was begun.
          if (chance === 'kill') {
            deaths++;
            continue;
          }
          if (findStep(kept) !== step) continue;
          kept = endStep(kept, record(step)) ?? kept;
          done.push(step);
          // A second tab that did the same step comes too late.
          expect(endStep(kept, record(step))).toBeNull();
        }
        expect(done).toEqual(PLAYBOOK.filter((step) => done.includes(step)));
        expect(kept.steps.map(({ step }) => step)).toEqual(PLAYBOOK.slice(0, kept.steps.length));
        if (done.length === PLAYBOOK.length) expect(kept.standing.kind).toBe('finished');
        if (deaths < MOST_ATTEMPTS) expect(kept.standing.kind).not.toBe('unreadable');
        expect(kept.bytes).toBe('kept');
      }),
    );
  });

  it('gives up a reading that never ends, and takes it up again when asked', () => {
    let known = start();
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) known = beginStep(known, 'read', AT) ?? known;
    expect(known.standing.kind).toBe('open');
    known = beginStep(known, 'read', AT) ?? known;
    expect(known.standing).toMatchObject({ kind: 'unreadable', issues: [{ code: 'package-broke' }] });
    expect(known.bytes).toBe('kept');
    expect(findStep(known)).toBeNull();
    const again = retryPackage(known);
    expect(again).toMatchObject({ standing: { kind: 'open' }, begun: 0, steps: [] });
  });

  it('finishes without a later step that never ends', () => {
    let known = endStep(start(), record('read')) ?? start();
    for (let attempt = 0; attempt <= MOST_ATTEMPTS; attempt++) known = beginStep(known, 'context', AT) ?? known;
    expect(known.steps[1]).toMatchObject({ step: 'context', became: 'failed' });
    expect(findStep(known)).toBe('search');
  });

  it('is decided once', () => {
    const waiting = finish();
    expect(waiting.standing.kind).toBe('finished');
    const accepting = beginAccepting(waiting, AT) ?? waiting;
    expect(beginAccepting(accepting, AT)).toBeNull();
    expect(dismissPackage(accepting, 'no', AT)).toBeNull();
    expect(failAccepting(accepting, 'no room', AT)?.standing).toEqual({ kind: 'finished', at: AT, problem: 'no room' });
    const accepted = endAccepting(accepting, 'receipt', null) ?? accepting;
    expect(accepted).toMatchObject({ bytes: 'gone', content: '', standing: { kind: 'accepted', receipt: 'receipt' } });
    for (const change of [
      beginAccepting(accepted, AT),
      dismissPackage(accepted, 'no', AT),
      endAccepting(accepted, 'other', null),
      settleImported(accepted, 'other', AT),
      refusePackage(accepted, [], AT),
      retryPackage(accepted),
      beginStep(accepted, 'read', AT),
    ])
      expect(change).toBeNull();
  });

  it('can be dismissed while it is worked on: what comes late changes nothing', () => {
    const dismissed = dismissPackage(beginStep(start(), 'read', AT) ?? start(), 'Spam', AT) ?? start();
    expect(dismissed).toMatchObject({ bytes: 'gone', standing: { kind: 'dismissed', reason: 'Spam' } });
    expect(endStep(dismissed, record('read'))).toBeNull();
    expect(refusePackage(dismissed, [], AT)).toBeNull();
  });

  it('comes again under another name without being gone through again', () => {
    const met = meetAgain(finish(), { ...ARRIVAL, fileName: 'b.json' });
    expect(met).toMatchObject({ otherNames: ['b.json'], cameAgain: null, standing: { kind: 'finished' } });
    expect(meetAgain(met, { ...ARRIVAL, fileName: 'b.json' }).otherNames).toEqual(['b.json']);
    const dismissed = dismissPackage(met, 'Known', AT) ?? met;
    expect(isDecided(dismissed)).toBe(true);
    expect(meetAgain(dismissed, { ...ARRIVAL, arrivedAt: '2026-12-01T00:00:00Z' })).toMatchObject({
      cameAgain: '2026-12-01T00:00:00Z',
      standing: { kind: 'dismissed' },
    });
  });
});
