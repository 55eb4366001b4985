// @vitest-environment jsdom
import { createRoot, createSignal } from 'solid-js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraft, type Draft } from '../../src/views/pieces/create-draft';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A field for a number up to 100 whose record takes what is saved, as the inventory does. */
function open(): {
  readonly draft: Draft;
  readonly saved: number[];
  readonly change: (value: number) => void;
  readonly dispose: () => void;
} {
  return createRoot((dispose) => {
    const [value, setValue] = createSignal(50);
    const saved: number[] = [];
    const draft = createDraft<number>({
      value,
      write: String,
      read: (text) => (Number(text) <= 100 ? { value: Number(text) } : { error: 'Too much.' }),
      save: (next) => {
        saved.push(next);
        setValue(next);
      },
    });
    return { draft, saved, change: setValue, dispose };
  });
}

describe('a field that saves itself', () => {
  it('saves once when typing pauses, and not in between', () => {
    const { draft, saved, dispose } = open();
    draft.input('7');
    vi.advanceTimersByTime(200);
    draft.input('75');
    expect(saved).toEqual([]);
    vi.runAllTimers();
    expect(saved).toEqual([75]);
    draft.leave();
    expect(saved).toEqual([75]);
    dispose();
  });

  it('saves at once when it is left or goes away', () => {
    const { draft, saved, dispose } = open();
    draft.input('60');
    draft.leave();
    draft.input('70');
    dispose();
    expect(saved).toEqual([60, 70]);
  });

  it('keeps what is wrong in sight with the reason, and does not save it', () => {
    const { draft, saved, dispose } = open();
    draft.input('120');
    expect(draft.error()).toBeNull();
    draft.leave();
    expect(draft.error()).toBe('Too much.');
    expect(draft.text()).toBe('120');
    draft.input('100');
    expect(draft.error()).toBeNull();
    vi.runAllTimers();
    expect(saved).toEqual([100]);
    dispose();
  });

  it('follows undo and other tabs, but not the echo of its own saving', () => {
    const { draft, change, dispose } = open();
    draft.input('080');
    vi.runAllTimers();
    expect(draft.text()).toBe('080');
    change(50);
    expect(draft.text()).toBe('50');
    dispose();
  });

  it('says that what was typed is not saved, keeps it, and tries again when it is left', async () => {
    const answers = [false, true];
    const saved: number[] = [];
    const { draft, dispose } = createRoot((end) => {
      const [value, setValue] = createSignal(50);
      const save = async (next: number) => {
        saved.push(next);
        const isSaved = answers.shift() === true;
        if (isSaved) setValue(next);
        return isSaved;
      };
      const made = createDraft<number>({ value, write: String, read: (text) => ({ value: Number(text) }), save });
      return { draft: made, dispose: end };
    });
    draft.input('75');
    draft.leave();
    await vi.waitFor(() => expect(draft.error()).toBe('This is not saved.'));
    expect(draft.text()).toBe('75');
    draft.leave();
    await vi.waitFor(() => expect(saved).toEqual([75, 75]));
    expect([draft.error(), draft.text()]).toEqual([null, '75']);
    dispose();
  });
});
