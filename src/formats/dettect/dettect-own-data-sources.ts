/**
 * DeTT&CT's table of its own data sources: which techniques Email, Internal DNS, Web and DHCP help to see. The user's copy
 * of `data/dettect_data_sources.json`; its content is DeTT&CT's and does not come with the app.
 */
import type { OwnDataSources } from '../../domain/dettect/own-data-sources';
import { isOwnDataSource } from '../../domain/dettect/own-data-sources';
import { excerpt, failure, type Issue, issue, type Result, success } from '../../domain/result';
import { parseJson } from '../json-text';

export interface OwnDataSourcesReading {
  readonly table: OwnDataSources;
  readonly counts: { readonly read: number; readonly kept: number; readonly reported: number };
}

export function readOwnDataSources(text: string): Result<OwnDataSourcesReading> {
  const json = parseJson(text);
  if (!json.ok) return json;
  if (!Array.isArray(json.value)) {
    return failure(
      issue('error', 'not-a-list', { kind: 'path', path: '$' }, 'This is no list of techniques.', {
        done: 'Nothing was read.',
      }),
    );
  }
  const table = new Map<string, readonly string[]>();
  const issues: Issue[] = [];
  json.value.forEach((item: unknown, at) => {
    const entry: Readonly<Record<string, unknown>> = typeof item === 'object' && item !== null ? { ...item } : {};
    const { technique_id: id, dettect_data_sources: names } = entry;
    if (typeof id !== 'string' || !Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
      issues.push(
        issue(
          'error',
          'entry-unreadable',
          { kind: 'path', path: `[${at}]` },
          'This entry is no technique with a list of data sources.',
          {
            found: excerpt(JSON.stringify(item) ?? ''),
            done: 'Left out.',
          },
        ),
      );
      return;
    }
    table.set(id.trim().toUpperCase(), [...new Set([...(table.get(id.trim().toUpperCase()) ?? []), ...names])]);
  });
  const { length } = json.value;
  return success({ table, counts: { read: length, kept: length - issues.length, reported: issues.length } }, issues);
}

/** Different own data sources that a table names. */
export function listOwnDataSources(table: OwnDataSources): readonly string[] {
  return [...new Set([...table.values()].flat())].filter(isOwnDataSource).sort();
}
