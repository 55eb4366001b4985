import { formatMoment } from './moments';

type Fields = readonly (readonly [field: string, value: string])[];

/** What stands in a record's line, in this order; the first that are there. */
const TELLING = [
  'event.action',
  'url.full',
  'url.original',
  'dns.question.name',
  'http.request.method',
  'process.executable',
  'process.name',
  'file.path',
  'registry.path',
  'user.name',
  'event.code',
  'message',
] as const;
const MOST = 2;
const LONGEST = 90;

/** One record in a line: when, from where to where, and what tells most. Field names are those of ECS. */
export function describeRecord(fields: Fields, time: number | null): string {
  const get = (field: string) => fields.find(([name, value]) => name === field && value !== '')?.[1];
  const from = get('source.ip') ?? get('client.ip');
  const to = get('destination.ip') ?? get('destination.domain') ?? get('server.ip');
  const port = get('destination.port');
  const way =
    from === undefined && to === undefined
      ? (get('host.name') ?? get('host.hostname') ?? '')
      : `${from ?? '?'} → ${to ?? '?'}${port === undefined ? '' : ` port ${port}`}`;
  const telling = TELLING.flatMap((field) => get(field) ?? []).slice(0, MOST);
  const parts = [time === null ? 'no time' : formatMoment(time), way, ...telling].filter((part) => part !== '');
  return parts.map((part) => (part.length > LONGEST ? `${part.slice(0, LONGEST - 1)}…` : part)).join('  ');
}
