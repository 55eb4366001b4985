import { describe, expect, it } from 'vitest';
import { decodeText, makeTextStream } from '../../src/formats/text-decoding';

/** What an encoder would write: the decoder's table, turned round. */
function encode(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, readonly number[]>();
  for (let lead = 0x80; lead < 0x100; lead++) {
    const one = decoder.decode(Uint8Array.of(lead));
    if (one.length === 1 && one !== '\ufffd') table.set(one, [lead]);
    for (let trail = 0x40; trail < 0x100; trail++) {
      const two = decoder.decode(Uint8Array.of(lead, trail));
      if (two.length === 1 && two !== '\ufffd' && !table.has(two)) table.set(two, [lead, trail]);
    }
  }
  return Uint8Array.from(
    Array.from(text).flatMap((letter) =>
      letter.charCodeAt(0) < 0x80 ? [letter.charCodeAt(0)] : (table.get(letter) ?? [0x3f]),
    ),
  );
}

const RUSSIAN = 'Средство;Группа;Число узлов;Владелец\r\nSysmon;Столы бухгалтерии;12;Отдел «А»\r\n';

describe('encodings of before Unicode', () => {
  it.each([
    ['shift_jis', '製品,グループ,台数\r\nSysmon,営業部のパソコン,12\r\nZeek,データセンター,2\r\n'],
    ['gb18030', '产品,系统组,主机数\r\nSysmon,财务部门电脑,12\r\nZeek,数据中心网络,2\r\n'],
    ['euc-kr', '제품,시스템 그룹,호스트 수\r\nSysmon,영업부 컴퓨터,12\r\n'],
    ['windows-1251', RUSSIAN],
    ['koi8-r', RUSSIAN.replaceAll(/[«»]/g, '')],
    ['ibm866', RUSSIAN.replaceAll(/[«»]/g, '')],
  ])('%s is told by its letters, wherever the bytes are cut', (encoding, text) => {
    const bytes = encode(text, encoding);
    const read = decodeText(bytes);
    expect(read).toMatchObject({ ok: true, value: text });
    expect(read.issues.map(({ code }) => code)).toEqual(['encoding-guessed']);
    const long = encode(text.repeat(200), encoding);
    const stream = makeTextStream();
    let out = '';
    for (let at = 0; at < long.length; at += 4097) out += stream.push(long.subarray(at, at + 4097));
    expect(out + stream.end()).toBe(text.repeat(200));
    expect(stream.encoding).toBe(encoding);
  });

  it.each([
    'Système;Propriétaire;Déployé\r\nSysmon;équipe sécurité;oui\r\n',
    'Gerät;Gruppe;Größe\r\nSysmon;Büro Köln;groß\r\nZeek;Müller & Söhne;klein\r\n',
    'Opción;Área;Año\r\nSysmon;Dirección técnica;2024\r\n',
    'ÜBERSICHT;ÄNDERUNG\r\nÖL;ÄÖÜ\r\n',
  ])('Windows-1252 stays what it was: %j', (text) => {
    const read = decodeText(encode(text, 'windows-1252'));
    expect(read).toMatchObject({ ok: true, value: text });
    expect(read.issues.map(({ code }) => code)).toEqual(['encoding-windows-1252']);
  });
});
