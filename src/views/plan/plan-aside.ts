import { createContext, type JSX, onCleanup, useContext } from 'solid-js';

/** Where a part of the plan puts what is open beside it. */
export interface PlanAside {
  show(content: () => JSX.Element): void;
  clear(content: () => JSX.Element): void;
}

export const PlanAsideContext = createContext<PlanAside>();

/** @param content a `DetailPanel`, or nothing while none is open; it goes when the part does */
export function usePlanAside(content: () => JSX.Element): void {
  const aside = useContext(PlanAsideContext);
  if (aside === undefined) throw new Error('usePlanAside needs the screen of the plan around it');
  aside.show(content);
  onCleanup(() => aside.clear(content));
}
