/** Apart from the reader, so that recognising a workbook loads nothing that unpacks it. */
import type { Probe } from '../probe';

/** 0 (no) to 1 (certain): a ZIP archive whose first members are those of a workbook. */
export function sniffInventoryXlsx({ head }: Probe): number {
  if (head[0] !== 0x50 || head[1] !== 0x4b || head[2] !== 3 || head[3] !== 4) return 0;
  let names = '';
  for (const byte of head) names += String.fromCharCode(byte);
  if (/\b(?:word|ppt)\/|opendocument|mimetype/.test(names)) return 0;
  if (/\bxl\//.test(names)) return 0.95;
  return names.includes('[Content_Types].xml') ? 0.7 : 0;
}
