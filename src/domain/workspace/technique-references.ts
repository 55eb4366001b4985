import { DECISION_REFERENCES } from './decision-references';
import { type DocumentReferences, makeDocumentReferences } from './document-references';
import { HUNT_REFERENCES } from './hunt-references';
import { LAYER_REFERENCES } from './layer-references';
import { CHANGE_REFERENCES, RULE_REFERENCES, SENSOR_REFERENCES, SUPPORTING_REFERENCES } from './record-references';
import type { ReferenceKind } from './reference-kind';
import { WEIGHT_REFERENCES } from './weight-references';

/**
 * @param documents by format: how the text of another tool's file names techniques. The formats that read such texts are
 *   out of the model's reach, and are handed in.
 */
export function listReferenceKinds(documents: Readonly<Record<string, DocumentReferences>>): readonly ReferenceKind[] {
  return [
    LAYER_REFERENCES,
    RULE_REFERENCES,
    SUPPORTING_REFERENCES,
    SENSOR_REFERENCES,
    CHANGE_REFERENCES,
    WEIGHT_REFERENCES,
    DECISION_REFERENCES,
    HUNT_REFERENCES,
    makeDocumentReferences(documents),
  ];
}
