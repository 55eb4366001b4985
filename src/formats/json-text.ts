/** JSON with the place of what is wrong: engines word their messages differently, and some name no place. */
import { excerpt, failure, issue, type Result, success } from '../domain/result';
import { findJsonFault } from './json-fault';

export function parseJson(text: string): Result<unknown> {
  try {
    return success(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const stated = findJsonFault(text);
    const isTruncated = stated >= text.trimEnd().length;
    const position = isTruncated ? text.length : stated;
    const before = text.slice(0, position);
    const line = countLines(before);
    const column = position - before.lastIndexOf('\n');
    return failure(
      issue(
        'error',
        isTruncated ? 'json-truncated' : 'json-malformed',
        { kind: 'line', line, column },
        isTruncated
          ? 'The JSON ends in the middle: the file was cut off, perhaps by an interrupted download.'
          : 'The JSON is malformed here.',
        { found: excerpt(text.slice(Math.max(0, position - 40), position + 20)), done: 'Nothing was read.' },
      ),
    );
  }
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
