/** DeTT&CT's files by their content; apart from their readers, which bring the YAML library with them. */
import type { Probe } from '../probe';

/** By the line that every administration has; comments and other keys may stand before it. */
export function sniffDettect({ text }: Probe, fileType: string): number {
  if (text === null || !text.includes(fileType)) return 0;
  const line = new RegExp(`^["']?file_type["']?[ \\t]*:[ \\t]*["']?${fileType}["']?[ \\t]*(?:#.*)?$`, 'm');
  return line.test(text.replaceAll('\r', '\n')) ? 1 : 0;
}

export function sniffOwnDataSources({ text }: Probe): number {
  return text !== null && /^\s*\[/.test(text) && /"dettect_data_sources"\s*:/.test(text) ? 1 : 0;
}
