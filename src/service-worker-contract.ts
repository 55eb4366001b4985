/** What the page and the service worker say to each other. Types only, so that neither pulls in the other. */

export type PageMessage =
  /** Fetch what the first visit did not need; answered with `RestProgress` until all of it is stored. */
  | { readonly type: 'CACHE_THE_REST' }
  /** To the version in charge: the next one takes over, which it cannot while this one still fetches. */
  | { readonly type: 'GIVE_WAY' }
  /** The user clicked "update": the waiting version may take over. */
  | { readonly type: 'SKIP_WAITING' };

/** Counts of files. `failed` is above 0 only in the last message of a round that could not fetch everything. */
export interface RestProgress {
  readonly type: 'REST_PROGRESS';
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  readonly finished: boolean;
}
