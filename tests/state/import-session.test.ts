// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { createImportSession } from '../../src/state/import-session';
import { CancelledError } from '../../src/state/worker-client';
import type { ImportPreview, ImportProgress, ImportWorker } from '../../workers/contract/imports';

/** One call of the worker's, ended by the test. */
interface Call {
  readonly task: 'inspect' | 'commit';
  readonly name: string;
  readonly choices: object;
  readonly tell: (progress: ImportProgress) => void;
  readonly answer: (value: unknown) => void;
  readonly fail: (reason: Error) => void;
}

const { calls, worker } = vi.hoisted(() => {
  const hoisted: { calls: Call[]; worker: { run: unknown; cancel: () => void; cancelled: number } } = {
    calls: [],
    worker: { run: undefined, cancel: () => undefined, cancelled: 0 },
  };
  const open = (task: Call['task'], file: File, choices: object, tell: Call['tell']) =>
    new Promise((answer, fail) => hoisted.calls.push({ task, name: file.name, choices, tell, answer, fail }));
  const api = {
    inspectFile: (file: File, _: string, choices: object, tell: Call['tell']) => open('inspect', file, choices, tell),
    commitImport: (file: File, _: string, choices: object, __: string, tell: Call['tell']) =>
      open('commit', file, choices, tell),
  };
  hoisted.worker.run = (call: (api: unknown) => unknown) => call(api);
  hoisted.worker.cancel = () => {
    hoisted.worker.cancelled++;
  };
  return hoisted;
});
vi.mock('../../src/state/workers', () => ({ importWorker: worker as unknown as ImportWorker }));

beforeEach(() => {
  calls.length = 0;
  worker.cancelled = 0;
});

const makeFile = (name: string) => new File(['x'.repeat(10)], name);
const preview = (fileName: string) => ({ ok: true, value: { fileName } as ImportPreview, issues: [] });
const receipt = (fileName: string) => ({ ok: true, value: { fileName, change: 1 }, issues: [] });
const progress = (bytesRead: number) => ({ bytesRead, bytesTotal: 10 });

async function callNumber(n: number): Promise<Call> {
  return vi.waitFor(() => {
    const call = calls[n - 1];
    if (call === undefined) throw new Error(`There is no call ${n} yet.`);
    return call;
  });
}

function open() {
  const onImported = vi.fn();
  const session = createImportSession(() => 'own', onImported);
  const stages = () => session.items().map(({ file, stage }) => `${file.name} ${stage}`);
  return { session, stages, onImported };
}

it('reads files one after the other, in the order they came', async () => {
  const { session, stages } = open();
  session.add([makeFile('a'), makeFile('b')]);
  session.add([makeFile('c')]);
  const first = await callNumber(1);
  expect(stages()).toEqual(['a reading', 'b reading', 'c reading']);
  expect([calls.length, session.current()?.name]).toEqual([1, 'a']);
  first.answer(preview('a'));
  (await callNumber(2)).answer({ ok: false, issues: [] });
  (await callNumber(3)).answer(preview('c'));
  await vi.waitFor(() => expect(stages()).toEqual(['a preview', 'b refused', 'c preview']));
  expect(calls.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(session.current()).toBeNull();
});

it('writes what was accepted behind what is being read, and tells of it', async () => {
  const { session, stages, onImported } = open();
  const file = makeFile('a');
  session.add([file]);
  (await callNumber(1)).answer(preview('a'));
  await vi.waitFor(() => expect(stages()).toEqual(['a preview']));
  session.add([makeFile('b')]);
  const written = session.commit(file);
  expect(stages()).toEqual(['a writing', 'b reading']);
  (await callNumber(2)).answer(preview('b'));
  (await callNumber(3)).answer(receipt('a'));
  await written;
  expect(calls.map(({ task, name }) => `${task} ${name}`)).toEqual(['inspect a', 'inspect b', 'commit a']);
  expect(stages()).toEqual(['a done', 'b preview']);
  expect(onImported).toHaveBeenCalledTimes(1);
});

it('stops the worker for the file that is being read, and goes on with the next', async () => {
  const { session, stages } = open();
  const file = makeFile('a');
  session.add([file, makeFile('b')]);
  const first = await callNumber(1);
  session.cancel(file);
  expect([stages(), worker.cancelled]).toEqual([['b reading'], 1]);
  first.fail(new CancelledError());
  (await callNumber(2)).answer(preview('b'));
  await vi.waitFor(() => expect(stages()).toEqual(['b preview']));
});

it('takes a waiting file away without stopping the work on another', async () => {
  const { session, stages } = open();
  const waiting = makeFile('b');
  session.add([makeFile('a'), waiting, makeFile('c')]);
  const first = await callNumber(1);
  session.cancel(waiting);
  expect([stages(), worker.cancelled]).toEqual([['a reading', 'c reading'], 0]);
  first.answer(preview('a'));
  expect((await callNumber(2)).name).toBe('c');
});

it('lets progress that comes after the answer not hide it', async () => {
  const { session, stages } = open();
  session.add([makeFile('a')]);
  const call = await callNumber(1);
  call.tell(progress(4));
  expect(session.items()[0]).toMatchObject({ stage: 'reading', progress: progress(4) });
  call.answer(preview('a'));
  await vi.waitFor(() => expect(stages()).toEqual(['a preview']));
  call.tell(progress(10));
  expect(stages()).toEqual(['a preview']);
});

it('refuses the file whose reader breaks, and says that nothing was written', async () => {
  const { session, stages } = open();
  session.add([makeFile('a'), makeFile('b')]);
  (await callNumber(1)).fail(new TypeError('x is undefined'));
  (await callNumber(2)).answer(preview('b'));
  await vi.waitFor(() => expect(stages()).toEqual(['a refused', 'b preview']));
  expect(session.items()[0]).toMatchObject({
    issues: [{ code: 'reader-broke', done: 'Nothing was written into your workspace.' }],
  });
});

it('does not bring a cancelled file back when its reader breaks or answers afterwards', async () => {
  const { session, stages } = open();
  const [a, b] = [makeFile('a'), makeFile('b')];
  session.add([a, b]);
  const first = await callNumber(1);
  session.cancel(a);
  first.fail(new TypeError('x is undefined'));
  const second = await callNumber(2);
  session.cancel(b);
  second.tell(progress(4));
  second.answer(preview('b'));
  await vi.waitFor(() => expect(session.current()).toBeNull());
  expect(stages()).toEqual([]);
});

async function openPreview() {
  const opened = open();
  const file = makeFile('a');
  opened.session.add([file]);
  (await callNumber(1)).answer(preview('a'));
  await vi.waitFor(() => expect(opened.stages()).toEqual(['a preview']));
  return { ...opened, file, item: () => opened.session.items()[0] };
}

const SHEET = (sheet: string) => ({ table: { sheet } });

it('reads a file again as decided; the preview stays until then, and that is what is written', async () => {
  const { session, stages, file, item } = await openPreview();
  session.choose(file, SHEET('B'));
  expect(item()).toMatchObject({ stage: 'preview', choices: {}, rereading: { choices: SHEET('B') } });
  const second = await callNumber(2);
  second.tell(progress(4));
  expect(item()).toMatchObject({ stage: 'preview', rereading: { progress: progress(4) } });
  second.answer({ ok: true, value: { fileName: 'a, sheet B' }, issues: [] });
  await vi.waitFor(() => expect(item()).toMatchObject({ choices: SHEET('B'), rereading: null }));
  second.tell(progress(10));
  expect(item()).toMatchObject({ preview: { fileName: 'a, sheet B' }, rereading: null });
  void session.commit(file);
  const third = await callNumber(3);
  expect([third.task, third.choices]).toEqual(['commit', SHEET('B')]);
  expect(stages()).toEqual(['a writing']);
});

it('reads only what was decided last', async () => {
  const { session, file, item } = await openPreview();
  session.choose(file, SHEET('B'));
  const second = await callNumber(2);
  session.choose(file, SHEET('C'));
  session.choose(file, SHEET('D'));
  expect(worker.cancelled).toBeGreaterThan(0);
  second.fail(new CancelledError());
  const third = await callNumber(3);
  expect(third.choices).toEqual(SHEET('D'));
  third.answer(preview('a'));
  await vi.waitFor(() => expect(item()).toMatchObject({ choices: SHEET('D'), rereading: null }));
  expect(calls).toHaveLength(3);
});

it('keeps the preview when what was decided cannot be read, and says why', async () => {
  const { session, file, item } = await openPreview();
  session.choose(file, SHEET('B'));
  (await callNumber(2)).answer({ ok: false, issues: [{ code: 'no-header' }] });
  await vi.waitFor(() =>
    expect(item()).toMatchObject({
      stage: 'preview',
      choices: {},
      rereading: null,
      refusal: { choices: SHEET('B'), issues: [{ code: 'no-header' }] },
    }),
  );
  session.keep(file);
  expect(item()).toMatchObject({ stage: 'preview', refusal: null });
});

it('gives a second reading up, and goes on with the next file', async () => {
  const { session, file, stages } = await openPreview();
  session.choose(file, SHEET('B'));
  const second = await callNumber(2);
  session.add([makeFile('b')]);
  session.keep(file);
  expect(worker.cancelled).toBe(1);
  second.fail(new CancelledError());
  (await callNumber(3)).answer(preview('b'));
  await vi.waitFor(() => expect(stages()).toEqual(['a preview', 'b preview']));
  expect(session.items()[0]).toMatchObject({ choices: {}, rereading: null });
});
