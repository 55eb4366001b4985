/** Tables that some products write without a header, known by what stands where. */
import type { ColumnReading, PlannedColumn } from './row-writer';

export interface HeaderlessTable {
  readonly dataset: string;
  readonly columns: readonly (PlannedColumn | null)[];
  /** Its times are UTC, whatever the settings say. */
  readonly isUtc?: boolean;
}

const plan = (specs: string): readonly (PlannedColumn | null)[] =>
  specs.split(' ').map((spec) => {
    if (spec === '_') return null;
    const [field = '', how = 'text'] = spec.split(':');
    return { field, how: how as ColumnReading };
  });

/** https://docs.umbrella.com/deployment-umbrella/docs/log-formats-and-versioning; times are UTC. */
const UMBRELLA_DNS: HeaderlessTable = {
  dataset: 'umbrella.dns',
  isUtc: true,
  columns: plan(
    '@timestamp:moment umbrella.identity umbrella.identities source.ip umbrella.external_ip event.action:action dns.question.type dns.response_code dns.question.name event.category umbrella.identity_type umbrella.identity_types umbrella.blocked_categories',
  ),
};
const UMBRELLA_IP: HeaderlessTable = {
  dataset: 'umbrella.ip',
  isUtc: true,
  columns: plan(
    '@timestamp:moment umbrella.identity source.ip source.port destination.ip destination.port event.category umbrella.identity_types',
  ),
};
const UMBRELLA_PROXY: HeaderlessTable = {
  dataset: 'umbrella.proxy',
  isUtc: true,
  columns: plan(
    '@timestamp:moment umbrella.identities source.ip umbrella.external_ip destination.ip http.response.mime_type event.action:action url.full http.request.referrer user_agent.original http.response.status_code source.bytes destination.bytes http.response.bytes file.hash.sha256 event.category umbrella.av_detections umbrella.puas umbrella.amp_disposition umbrella.amp_malware umbrella.amp_score umbrella.identity_type umbrella.blocked_categories',
  ),
};

const PALO_START =
  '_ _ observer.serial_number _ event.category _ @timestamp:moment source.ip destination.ip source.nat.ip destination.nat.ip rule.name user.name destination.user.name network.application _ observer.ingress.zone observer.egress.zone observer.ingress.interface.name observer.egress.interface.name _ _ _ labels.event_count source.port destination.port source.nat.port destination.nat.port _ network.transport:protocol event.action:action';
/** https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/monitoring/use-syslog-for-monitoring/syslog-field-descriptions */
const PALO_TRAFFIC: HeaderlessTable = {
  dataset: 'panw.traffic',
  columns: plan(
    `${PALO_START} network.bytes source.bytes destination.bytes network.packets event.start:moment event.duration:seconds url.category`,
  ),
};
const PALO_THREAT: HeaderlessTable = {
  dataset: 'panw.threat',
  columns: plan(`${PALO_START} url.original rule.id url.category event.severity network.direction`),
};

const PALO_URL: HeaderlessTable = {
  ...PALO_THREAT,
  columns: plan(`${PALO_START} url.full rule.id url.category event.severity network.direction`),
};

const MOMENT = /^\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d/;
const ADDRESS = /^(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f:]{2,39}:[0-9a-f:.]{0,39})?$/i;

/** `null`: a row of none of these. */
export function headerlessTableOf(cells: readonly string[]): HeaderlessTable | null {
  const cell = (index: number) => (cells[index] ?? '').trim();
  if (cells.length > 25 && /^(?:TRAFFIC|THREAT)$/.test(cell(3)) && MOMENT.test(cell(1))) {
    if (cell(3) === 'TRAFFIC') return PALO_TRAFFIC;
    // Of other threats there is a file in the place of the URL.
    return cell(4) === 'url' ? PALO_URL : PALO_THREAT;
  }
  if (!MOMENT.test(cell(0)) || cells.length < 8) return null;
  const areAddresses = (...places: readonly number[]) => places.every((place) => ADDRESS.test(cell(place)));
  if (
    cells.length >= 10 &&
    areAddresses(3, 4) &&
    /^(?:Allowed|Blocked|Proxied)$/i.test(cell(5)) &&
    /^\d{1,5} \(\w+\)$/.test(cell(6))
  ) {
    return UMBRELLA_DNS;
  }
  if (cells.length >= 12 && areAddresses(2, 3, 4) && /^(?:ALLOWED|BLOCKED)$/i.test(cell(6)) && /:\/\//.test(cell(7)))
    return UMBRELLA_PROXY;
  const isPort = (place: number) => /^\d{1,5}$/.test(cell(place));
  return cells.length <= 9 && areAddresses(2, 4) && cell(2) !== '' && isPort(3) && isPort(5) ? UMBRELLA_IP : null;
}
