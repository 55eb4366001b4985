import { createContext, type JSX, useContext } from 'solid-js';
import { type AlertState, createAlertState } from '../../state/alerts';
import { useApp } from '../../state/app-state';

const AlertContext = createContext<AlertState>();

/** What the parts of the alerts' screen share. */
export function AlertScopeProvider(props: { readonly children: JSX.Element }) {
  return <AlertContext.Provider value={createAlertState(useApp())}>{props.children}</AlertContext.Provider>;
}

export function useAlerts(): AlertState {
  const state = useContext(AlertContext);
  if (state === undefined) throw new Error('useAlerts needs an AlertScopeProvider around it');
  return state;
}
