import { linkTo } from '../../state/route';
import type { ThreatRef } from '../../state/threats';
import { PartLinks } from '../pieces/PartLinks';
import { findReportId, linkToThreat, type ThreatPart } from './threat-route';

/** What there is about one threat, and the way back to all. */
export function ThreatParts(props: { readonly threatRef: ThreatRef; readonly current: ThreatPart }) {
  const parts = () => [
    { id: 'list', label: '‹ All threats', address: linkTo('threats') },
    { id: 'verdict', label: 'Verdict', address: linkToThreat(props.threatRef) },
    { id: 'look', label: 'Where to look', address: linkToThreat(props.threatRef, 'look') },
    { id: 'hunt', label: 'Hunt sheet', address: linkToThreat(props.threatRef, 'hunt') },
    ...listReportParts(),
  ];
  function listReportParts() {
    const id = findReportId(props.threatRef);
    if (id === null) return [];
    const whole = { id: 'whole', label: 'The whole report', address: linkToThreat(id) };
    return [
      { id: 'reading', label: 'Read the report', address: linkToThreat(id, 'reading') },
      ...(id === props.threatRef ? [] : [whole]),
    ];
  }
  return <PartLinks label="Parts of this threat" parts={parts()} current={props.current} />;
}
