import type { TechniqueAdministration } from '../src/domain/dettect/administration';
import { collectStatements, type TechniqueStatement } from '../src/domain/dettect/statements';
import { readDettectTechniques } from '../src/formats/dettect/dettect-techniques';
import type { WorkspaceDatabase } from '../src/store/workspace-database';
import { explainDettectLens, loadDettectFacts } from './dettect-lens';
import type { Question } from './question';

/** What the user's technique administrations say of one technique, with the computed scores beside it. */
export async function readStatements(
  db: WorkspaceDatabase,
  question: Question,
  techniqueId: string,
): Promise<readonly TechniqueStatement[]> {
  const { index } = question;
  const documents = (await db.documents.toArray()).filter(({ format }) => format === 'dettect-techniques');
  const position = index.techniqueById.get(techniqueId);
  if (documents.length === 0 || position === undefined) return [];
  const facts = await loadDettectFacts(db, index.catalog.domain);
  const computed = explainDettectLens(question, facts, position);
  return documents.flatMap(({ id, text, name }) => {
    const administration = readOnce(id, text);
    if (administration === null || administration.domain !== index.catalog.domain) return [];
    return collectStatements(administration, techniqueId, name, computed);
  });
}

/** A file of 136 KiB takes tens of milliseconds; the analyst goes from technique to technique. */
const known = new Map<string, { readonly text: string; readonly administration: TechniqueAdministration | null }>();

function readOnce(id: string, text: string): TechniqueAdministration | null {
  const before = known.get(id);
  if (before?.text === text) return before.administration;
  const read = readDettectTechniques(text);
  const administration = read.ok ? read.value.administration : null;
  known.set(id, { text, administration });
  return administration;
}
