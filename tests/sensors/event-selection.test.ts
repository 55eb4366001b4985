import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeSelectionMode,
  countEnabledEvents,
  listUnknownEvents,
  selectDefaults,
  switchEvents,
} from '../../src/domain/sensors/event-selection';
import { type EventSelection, isEventEnabled } from '../../src/domain/sensors/inventory';

const EVENTS = ['1', '3', '7', '10', '22'];
const mode = fc.constantFrom<EventSelection['mode']>('all', 'only', 'except');
const selection = fc
  .tuple(mode, fc.subarray([...EVENTS, '99']))
  .map(([chosen, ids]): EventSelection => (chosen === 'all' ? { mode: 'all' } : { mode: chosen, ids }));
const enabled = (chosen: EventSelection) => EVENTS.filter((id) => isEventEnabled(chosen, id));

describe('what is on by default', () => {
  it('is all but what must be switched on; what is not known counts as on', () => {
    const events = [
      { id: '1', mappings: [], default: 'on' as const },
      { id: '3', mappings: [] },
      { id: '7', mappings: [], default: 'off' as const },
    ];
    expect(selectDefaults(events)).toEqual({ mode: 'except', ids: ['7'] });
    expect(selectDefaults(events.slice(0, 2))).toEqual({ mode: 'all' });
  });
});

describe('a selection of events', () => {
  it('switches the same events on, however it is said', () => {
    fc.assert(
      fc.property(selection, fc.constantFrom('only' as const, 'except' as const), (chosen, next) => {
        expect(enabled(changeSelectionMode(chosen, next, EVENTS))).toEqual(enabled(chosen));
      }),
    );
    expect(changeSelectionMode({ mode: 'only', ids: ['1'] }, 'all', EVENTS)).toEqual({ mode: 'all' });
  });

  it('changes the events that are switched, and no others', () => {
    fc.assert(
      fc.property(selection, fc.subarray(EVENTS), fc.boolean(), (chosen, ids, on) => {
        const switched = switchEvents(chosen, ids, on);
        for (const id of EVENTS)
          expect(isEventEnabled(switched, id)).toBe(ids.includes(id) ? on : isEventEnabled(chosen, id));
      }),
    );
  });

  it('keeps ids that the sensor does not list, and names them', () => {
    const chosen: EventSelection = { mode: 'only', ids: ['1', '99'] };
    expect(listUnknownEvents(switchEvents(chosen, ['3'], true), EVENTS)).toEqual(['99']);
    expect(listUnknownEvents({ mode: 'all' }, EVENTS)).toEqual([]);
    expect(countEnabledEvents(chosen, EVENTS)).toBe(1);
  });

  it('stays "all" when everything is on', () => {
    expect(switchEvents({ mode: 'all' }, ['1'], true)).toEqual({ mode: 'all' });
  });
});
