import { describe, expect, it } from 'vitest';
import { realignComments } from '../../src/formats/yaml/yaml-comments';
import { setScalar, writeYamlFile } from '../../src/formats/yaml/yaml-edit';
import { parseYamlFile } from '../../src/formats/yaml/yaml-file';

const FILE = `%YAML 1.2
---
# head
version: 1.1      # as of March
name: old
data_sources:
# of the first
  - data_source_name: One
      # deeper than it need be
    comment: |
      # no comment, but text
      more
# left again
    products: [A]    # in brackets
    # - data_source_name: Switched off
    #   products: [B]
  - data_source_name: "has # in it"  # twice
  # twice
    other:
        # twice
      x: 1
# the end
`;

function rename(text: string, name = 'new'): string {
  const file = parseYamlFile(text);
  if (!file.ok) throw new Error(JSON.stringify(file.issues));
  setScalar(file.value.root, 'name', name);
  return writeYamlFile(file.value, text);
}

describe('comments of an edited file', () => {
  it('stay where they stood', () => {
    expect(rename(FILE)).toBe(FILE.replace('name: old', 'name: new'));
  });

  it('stay with CRLF and a byte order mark, too', () => {
    const text = `\ufeff${FILE.replaceAll('\n', '\r\n')}`;
    expect(rename(text)).toBe(text.replace('name: old', 'name: new'));
  });

  it('never become part of a text above them', () => {
    const original = 'a: x\n    # far right\nb: 1\n';
    const written = 'a: |\n  x\n# far right\nb: 1\n';
    expect(realignComments(written, original)).toBe(written);
  });

  it('that went, came or moved on do not take others along', () => {
    const original = 'a:\n# one\n  b: 1\n# two\n  c: 2\n# three\n  d: 3\n';
    const written = 'a:\n  # one\n  b: 1\n  # new\n  c: 2\n  # three\n  d: 3\n';
    expect(realignComments(written, original)).toBe('a:\n# one\n  b: 1\n  # new\n  c: 2\n# three\n  d: 3\n');
  });
});
