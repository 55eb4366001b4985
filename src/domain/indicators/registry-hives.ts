/** One key of the registry under the names that the kernel, a user and the system have for its hive. */

/** As the kernel writes them, in many logs. */
const KERNEL_HIVES = [
  [/^\\registry\\machine(?=\\)/i, 'HKLM'],
  [/^\\registry\\user(?=\\)/i, 'HKU'],
] as const;
/** The hive of one user, which that user sees as the current one. */
const USER_HIVE = /^hkey_users\\s-1-5-21-[\d-]+(?=\\)/;

export function nameKernelHive(text: string): string {
  return KERNEL_HIVES.reduce((path, [kernel, hive]) => path.replace(kernel, hive), text);
}

/** @param key normalised. `null`: it is in no hive of a user */
export function asCurrentUser(key: string): string | null {
  const asUser = key.replace(USER_HIVE, 'hkey_current_user');
  return asUser === key ? null : asUser;
}
