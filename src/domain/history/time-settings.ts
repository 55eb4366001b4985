/** How moments of a history are read. */
export interface TimeSettings {
  /** Of times without a zone: minutes east of UTC. */
  readonly zoneMinutes: number;
  /** Added to every time: how far the source's clock was behind (negative: ahead), in ms. */
  readonly skewMs: number;
  /** For formats whose times have no year (syslog): the year of the first record; `null`: by the file's own date. */
  readonly year: number | null;
}

export const UTC: TimeSettings = { zoneMinutes: 0, skewMs: 0, year: null };
