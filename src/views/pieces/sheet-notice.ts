import { createContext, type JSX } from 'solid-js';

/** What the shell has to say while a sheet covers it: the sheet says it in its place. */
export const SheetNoticeContext = createContext<() => JSX.Element>();
