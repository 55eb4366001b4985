import type { Browser } from '@playwright/test';

interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Of the thread's own time, in microseconds. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * What each task of the page's thread took of the processor, in milliseconds, the longest first. Not what the clock says,
 * as `longtask` does: a machine that runs other things beside stops a thread in the middle of a short task for longer
 * than any limit, but the thread's own time stays what the task costs.
 */
export async function traceMainThread(browser: Browser): Promise<{ stop(): Promise<readonly number[]> }> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: ['toplevel'], excludedCategories: ['*'] },
  });
  return {
    async stop() {
      const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
      await session.send('Tracing.end');
      await complete;
      await session.detach();
      const place = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`;
      const isMain = ({ name, args }: TraceEvent) => name === 'thread_name' && args?.name === 'CrRendererMain';
      const main = new Set(events.filter(isMain).map(place));
      return events
        .filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && main.has(place(event)))
        .map(({ tdur = 0 }) => Math.round(tdur / 1000))
        .sort((a, b) => b - a);
    },
  };
}
