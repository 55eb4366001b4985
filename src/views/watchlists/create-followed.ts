import { type Accessor, createSignal } from 'solid-js';

export interface UnderWay {
  readonly label: string;
  /** From 0 to 1. */
  readonly share: number;
  readonly startedAt: number;
}

export interface Followed {
  /** `null`: nothing is under way. */
  readonly underWay: Accessor<UnderWay | null>;
  run<Answer>(label: string, work: (tell: (share: number) => void) => Promise<Answer>): Promise<Answer>;
}

/** Work that takes a while, by how much of it is done; of several the latest begun is told. */
export function createFollowed(): Followed {
  const [underWay, setUnderWay] = createSignal<UnderWay | null>(null);
  return {
    underWay,
    async run(label, work) {
      const begun = { label, share: 0, startedAt: performance.now() };
      let latest: UnderWay = begun;
      const show = (next: UnderWay) => {
        // Another may have been begun since.
        if (next !== begun && underWay() !== latest) return;
        latest = next;
        setUnderWay(next);
      };
      show(begun);
      try {
        return await work((share) => show({ ...begun, share }));
      } finally {
        if (underWay() === latest) setUnderWay(null);
      }
    },
  };
}
