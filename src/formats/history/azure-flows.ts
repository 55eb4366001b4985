/**
 * Flow logs of Azure's network security groups and virtual networks (https://learn.microsoft.com/azure/network-watcher/nsg-flow-logs-overview):
 * one record of the file holds many flows, each as a text of cells. Each becomes an event of its own.
 */
import { isMap, type PlainMap, textOf } from '../plain-data';

const CATEGORY = /^(?:NetworkSecurityGroupFlowEvent|FlowLogFlowEvent)$/;

export function isAzureFlows(event: PlainMap): boolean {
  return (
    typeof event['category'] === 'string' &&
    CATEGORY.test(event['category']) &&
    (isMap(event['properties']) || isMap(event['flowRecords']))
  );
}

/** @returns none where the record has no flow */
export function splitAzureFlows(event: PlainMap): readonly PlainMap[] {
  const found: PlainMap[] = [];
  const take = (list: unknown, rule: unknown, mac: unknown): void => {
    if (!Array.isArray(list)) return;
    for (const each of list) {
      if (!isMap(each)) continue;
      const [name, address] = [each['rule'] ?? rule, each['mac'] ?? each['macAddress'] ?? mac];
      const { flowTuples } = each;
      if (Array.isArray(flowTuples))
        for (const tuple of flowTuples) found.push(eventOf(textOf(tuple), name, address, event));
      for (const inner of [each['flows'], each['flowGroups']]) take(inner, name, address);
    }
  };
  for (const holder of [event['properties'], event['flowRecords']])
    if (isMap(holder)) take(holder['flows'], undefined, undefined);
  return found;
}

function eventOf(
  tuple: string,
  rule: unknown,
  mac: unknown,
  { category, resourceId, flowLogResourceID, targetResourceID }: PlainMap,
): PlainMap {
  const cells = tuple.split(',');
  const [time = '', source, destination, sourcePort, destinationPort, protocol = '', direction, ...rest] = cells;
  const isNumbered = /^\d/.test(protocol);
  const [decision, state] = isNumbered ? [rest[0] === 'D' ? 'D' : 'A', rest[0]] : [rest[0], rest[1]];
  // Packets and bytes there, packets and bytes back; a text of the first version has none.
  const [sent, sentBytes, received, receivedBytes] = rest.slice(2);
  return {
    '@timestamp': /^\d{9,14}$/.test(time) ? Number(time) : time,
    'source.ip': source,
    'destination.ip': destination,
    'source.port': sourcePort,
    'destination.port': destinationPort,
    'network.transport': isNumbered
      ? ({ 6: 'tcp', 17: 'udp' }[protocol] ?? protocol)
      : ({ T: 'tcp', U: 'udp' }[protocol] ?? protocol),
    'network.direction': { I: 'inbound', O: 'outbound' }[direction ?? ''] ?? direction,
    'event.action': { A: 'allowed', D: 'denied' }[decision ?? ''] ?? decision,
    'source.packets': sent,
    'source.bytes': sentBytes,
    'destination.packets': received,
    'destination.bytes': receivedBytes,
    'vedette.disposition': decision === 'D' ? 'denied' : Number(received) > 0 ? 'established' : 'unknown',
    'azure.flow_state': state,
    'rule.name': rule,
    'observer.mac': mac,
    'event.dataset': category === 'FlowLogFlowEvent' ? 'azure.vnetflow' : 'azure.nsgflow',
    resourceId: resourceId ?? targetResourceID ?? flowLogResourceID,
  };
}
