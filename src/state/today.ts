import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { writeLocalDay } from '../domain/local-day';

/** Today where the user is, ISO 8601: deployments go into service on the analyst's calendar, not on Greenwich's. */
export function createToday(): Accessor<string> {
  const [today, setToday] = createSignal(writeLocalDay(new Date()));
  let timer: ReturnType<typeof setTimeout> | undefined;

  function look(): void {
    const now = new Date();
    setToday(writeLocalDay(now));
    clearTimeout(timer);
    const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
    timer = setTimeout(look, midnight.getTime() - now.getTime());
  }
  look();
  // A timer does not count while the device sleeps.
  document.addEventListener('visibilitychange', look);
  onCleanup(() => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
  });
  return today;
}

/** For an answer that need not change at midnight by itself. */
export function currentDay(): string {
  return writeLocalDay(new Date());
}
