import { foldSensorName, type Sensor } from './sensor';

/** What a table of others calls where its events come from. */
export interface Provider {
  /** `Microsoft-Windows-Security-Auditing`, `aws_cloudtrail`, `Sysmon`. */
  readonly name: string;
  /** Channel, source or source type: `Microsoft-Windows-Sysmon/Operational`; empty when not said. */
  readonly channel: string;
  /** `windows`; empty when not said. */
  readonly platform: string;
}

/** A product of the library, and the log sources of it that the provider is. */
export interface ProviderMatch {
  readonly sensor: Sensor;
  readonly logSources: readonly string[];
}

/** Windows itself, whose event log has a log source of ATT&CK's for each channel. */
const WINDOWS = 'winevtx';
const WINDOWS_PREFIX = 'WinEventLog:';

/**
 * Which product of the library a provider is; `null` when none is certain. Names are compared as in inventories; what
 * Windows writes itself is told by its providers' names, and narrowed down to the channels that are meant.
 */
export function matchProvider(
  provider: Provider,
  library: readonly Sensor[],
  match: (name: string) => string | null,
): ProviderMatch | null {
  const find = (id: string | null) => library.find((sensor) => sensor.id === id);
  const words = `${provider.name} ${provider.channel}`;
  if (/sysmon/i.test(words)) {
    const sensor = find(/linux/i.test(`${words} ${provider.platform}`) ? 'sysmon-linux' : 'sysmon');
    return sensor === undefined ? null : { sensor, logSources: sensor.logSources };
  }
  const isWindows = /^microsoft-windows-|wineventlog|windows event log|^powershell$/i.test(words.trim());
  const windows = isWindows ? find(WINDOWS) : undefined;
  if (windows !== undefined) return { sensor: windows, logSources: narrowChannels(windows, words) };
  const sensor = find(match(provider.name) ?? match(provider.channel));
  return sensor === undefined ? null : { sensor, logSources: sensor.logSources };
}

/** The log sources whose channel stands in the words; of several, the longest and those as long. */
function narrowChannels({ logSources }: Sensor, words: string): readonly string[] {
  const folded = foldSensorName(words.replace(/wineventlog/gi, ''));
  const fitting = logSources.filter((name) => {
    const channel = name.startsWith(WINDOWS_PREFIX) ? foldSensorName(name.slice(WINDOWS_PREFIX.length)) : '';
    return channel.length > 2 && folded.includes(channel);
  });
  const longest = Math.max(0, ...fitting.map(({ length }) => length));
  return fitting.filter(({ length }) => length === longest);
}
