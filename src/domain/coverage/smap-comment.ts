/**
 * What SMAP's published layers say of a technique: `Sysmon: 1, 11, 2`, the ids sorted as strings. Several sensors stand
 * on lines of their own, by name.
 */
export function writeSmapComment(
  events: readonly { readonly sensorName: string; readonly eventIds: readonly string[] }[],
): string {
  return events
    .filter(({ eventIds }) => eventIds.length > 0)
    .map(({ sensorName, eventIds }) => `${sensorName}: ${[...new Set(eventIds)].sort().join(', ')}`)
    .sort()
    .join('\n');
}
