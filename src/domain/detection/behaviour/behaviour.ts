import type { Signal } from '../signal';

/** What is looked for in flows and sign-ins. */
export type BehaviourId =
  | 'beacon'
  | 'name-beacon'
  | 'scan-hosts'
  | 'scan-ports'
  | 'brute-force'
  | 'sign-ins-failed'
  | 'data-leaving'
  | 'rare-destination';

export interface Behaviour {
  readonly id: BehaviourId;
  readonly title: string;
  /** In words, with what makes the score. */
  readonly rule: string;
  readonly techniques: readonly string[];
}

/** Seen, and not raised: the reason, how many, and the strongest of them. */
export interface HeldBack {
  readonly behaviour: BehaviourId;
  readonly reason: string;
  readonly count: number;
  readonly examples: readonly {
    readonly host: string;
    readonly peer: string;
    readonly why: string;
    readonly score: number;
  }[];
}

/** What could not be looked at, and why. */
export interface NotLookedAt {
  readonly behaviour: BehaviourId | null;
  readonly why: string;
}

export interface BehavioursFound {
  readonly signals: readonly Signal[];
  readonly heldBack: readonly HeldBack[];
  readonly notLookedAt: readonly NotLookedAt[];
}

/** A signal at least so sure is raised; what is between half of it and it is only counted. */
export const RAISED_FROM = 0.6;

export const BEHAVIOURS: Readonly<Record<BehaviourId, Behaviour>> = {
  beacon: {
    id: 'beacon',
    title: 'Connects at regular intervals',
    rule: 'A host opens connections to one address and port again and again after much the same time, with much the same bytes, hour after hour. Lowered where many hosts do it, where the service is known to be regular, and inside.',
    techniques: ['T1071', 'T1573'],
  },
  'name-beacon': {
    id: 'name-beacon',
    title: 'Asks for a name at regular intervals',
    rule: 'As connecting at regular intervals, of the names in requests of HTTP, TLS and DNS: what stands behind a name may change its address.',
    techniques: ['T1071.001'],
  },
  'scan-hosts': {
    id: 'scan-hosts',
    title: 'Tries one port on many hosts',
    rule: 'Within an hour or a day a host tries the same port on many others, and most do not answer or refuse.',
    techniques: ['T1046', 'T1018'],
  },
  'scan-ports': {
    id: 'scan-ports',
    title: 'Tries many ports of one host',
    rule: 'Within an hour or a day a host tries many ports of another one, and most do not answer or refuse.',
    techniques: ['T1046'],
  },
  'brute-force': {
    id: 'brute-force',
    title: 'Many short connections to a sign-in service',
    rule: 'Within ten minutes a host opens many connections to a port where one signs in, nearly all failed or short and of the same few bytes.',
    techniques: ['T1110'],
  },
  'sign-ins-failed': {
    id: 'sign-ins-failed',
    title: 'Many sign-ins refused',
    rule: 'Within ten minutes many sign-ins from one host, or to one, are refused: between two hosts, or between one and many.',
    techniques: ['T1110'],
  },
  'data-leaving': {
    id: 'data-leaving',
    title: 'Sends out far more than it used to',
    rule: 'On one day a host inside sends far more bytes outside than on its own days before: more than their median and six of their deviations, three times the median, and 100 MB. Nothing is said of hosts with fewer than five days of past.',
    techniques: ['T1041', 'T1048'],
  },
  'rare-destination': {
    id: 'rare-destination',
    title: 'A destination that is new and nobody else has',
    rule: 'After at least three days of flows, a host begins to talk to an address outside that at most one other host has ever talked to, and does so repeatedly or sends much. Weak by itself.',
    techniques: [],
  },
};

export interface BehaviourFound
  extends Pick<Signal, 'host' | 'peer' | 'first' | 'last' | 'count' | 'score' | 'severity' | 'why' | 'records'> {
  readonly behaviour: BehaviourId;
  /** Beside those of the behaviour. */
  readonly moreTechniques?: readonly string[];
}

/** Its id is the same for the same cause: made of kind, rule, host and peer. */
export function makeBehaviourSignal({ behaviour, moreTechniques = [], ...found }: BehaviourFound): Signal {
  const { id, title, techniques } = BEHAVIOURS[behaviour];
  return {
    ...found,
    id: ['behaviour', id, found.host, found.peer ?? ''].join('|'),
    kind: 'behaviour',
    rule: id,
    title,
    techniques: [...techniques, ...moreTechniques],
  };
}
