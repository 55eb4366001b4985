import { test } from 'vitest';
import { makeDelimitedReader } from '../../src/formats/delimited-text';
function run(name: string, text: string) {
  const t0 = performance.now(); const reader = makeDelimitedReader({ delimiter: ',' }); let n = 0;
  for (let at = 0; at < text.length; at += 65536) n += reader.push(text.slice(at, at + 65536)).length;
  n += reader.end().length;
  console.log(name, n, Math.round(performance.now() - t0), 'ms', Math.round(text.length / 1e6 * 10) / 10, 'MB');
}
test('bench', { timeout: 600000 }, () => {
  run('plain', 'Sysmon,Windows servers,Windows,420,80%,1; 3; 7,deployed\n'.repeat(1_000_000));
  run('quoted', '"Sysmon","Windows servers","Windows",420,"80%","1; 3; 7",deployed\n'.repeat(1_000_000));
  run('unclosed each 20k', '"a,b\n'.repeat(4_000));
  run('unclosed each 100k', '"a,b\n'.repeat(20_000));
});
