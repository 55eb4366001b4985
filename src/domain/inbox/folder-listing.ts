/** What to take of a watched folder. Files grow while they are copied into it: one is taken when it has stayed as it is for one look. */

export interface FolderFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** ms since 1970. */
  readonly lastModified: number;
}

export interface FolderPlan {
  /** New or changed, and at rest. */
  readonly take: readonly FolderFile[];
  /** To be handed in at the next look. */
  readonly waiting: ReadonlyMap<string, FolderFile>;
}

/** Beginnings and endings under which programs write what is not there yet, or keep what is theirs. */
const NOT_MEANT = /^(?:\.|~\$)|\.(?:part|partial|crdownload|download|tmp|swp|lock)$/i;

/** @param taken as it was when it was taken, by name */
export function planFolder(
  files: Iterable<FolderFile>,
  taken: ReadonlyMap<string, FolderFile>,
  before: ReadonlyMap<string, FolderFile>,
): FolderPlan {
  const take: FolderFile[] = [];
  const waiting = new Map<string, FolderFile>();
  for (const file of files) {
    if (file.size === 0 || NOT_MEANT.test(file.name) || isSame(file, taken.get(file.name))) continue;
    if (isSame(file, before.get(file.name))) take.push(file);
    else waiting.set(file.name, file);
  }
  return { take, waiting };
}

export function isSame(file: FolderFile, other: FolderFile | undefined): boolean {
  return other !== undefined && other.size === file.size && other.lastModified === file.lastModified;
}
