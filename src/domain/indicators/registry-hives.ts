/** One key of the registry under all the names that it has: of hives, of users, of the kernel, of tools. */

/** Long names of hives, by the short ones; lower case. */
const HIVES: Readonly<Record<string, string>> = {
  hklm: 'hkey_local_machine',
  hkcu: 'hkey_current_user',
  hkcr: 'hkey_classes_root',
  hku: 'hkey_users',
  hkcc: 'hkey_current_config',
};
const SHORT_HIVES: ReadonlyMap<string, string> = new Map(Object.entries(HIVES).map(([short, long]) => [long, short]));

/** What PowerShell, the registry editor and exported files put before a hive. */
const LEAD = /^\[?(?:(?:microsoft\.powershell\.core\\+)?registry::\\*|computer[\\/]+)?/i;
const HIVE = /^(hk[a-z_]+)(?::?[\\/]+|:)(?=[^\\/])/i;
/** As the kernel writes them, in many logs; the slash at the beginning is often lost. */
const KERNEL_HIVE = /^\\*registry[\\/]+(machine|user)[\\/]+(?=[^\\/])/i;

/** What a key begins with, by the long name of the hive and in lower case; the rest stays. `null`: with no hive. */
export function nameHive(text: string): string | null {
  const bare = text.replace(LEAD, '');
  const kernel = KERNEL_HIVE.exec(bare);
  if (kernel !== null) {
    const hive = kernel[1]?.toLowerCase() === 'user' ? 'hkey_users' : 'hkey_local_machine';
    return `${hive}\\${bare.slice(kernel[0].length)}`;
  }
  const [written = '', name = ''] = HIVE.exec(bare) ?? [];
  const folded = name.toLowerCase();
  const hive = Object.hasOwn(HIVES, folded) ? HIVES[folded] : folded;
  return hive === undefined || !SHORT_HIVES.has(hive) ? null : `${hive}\\${bare.slice(written.length)}`;
}

/** Lower case, the hive by its long name, one backslash between parts: Windows asks for keys without regard to case. */
export function normaliseRegistryKey(text: string): string | null {
  const named = nameHive(text.replace(/^\[(.*)\]$/, '$1'));
  const key = named?.replace(/\\+/g, '\\').replace(/\\$/, '').toLowerCase() ?? '';
  return key.includes('\\') ? key : null;
}

/** The hive of one user, which that user sees as the current one; that of the system is called `.DEFAULT` as well. */
const USER_HIVE = /^hkey_users\\(?:s-1-\d[\d-]*|\.default)(_classes)?(?=\\)/;
/** One of several that the system may have been started with; hardly ever another than the current one. */
const CONTROL_SET = /^hkey_local_machine\\system\\controlset\d{3}(?=\\|$)/;
/** Classes are one tree of what the machine and the user have, and Sysmon calls the machine's by that name. */
const CLASSES = /^hkey_(?:local_machine|current_user)\\software\\classes(?=\\)/;
const CLASSES_ROOT = /^hkey_classes_root(?=\\)/;

/**
 * Of a key in a record, every name by which an indicator may ask for it; the key itself first. What is written under one of
 * these names is read under the others.
 * @param key normalised
 */
export function namesOfKey(key: string): readonly string[] {
  const names = [key];
  const asUser = key.replace(USER_HIVE, (_, classes?: string) =>
    classes === undefined ? 'hkey_current_user' : 'hkey_current_user\\software\\classes',
  );
  if (asUser !== key) names.push(asUser);
  const current = key.replace(CONTROL_SET, 'hkey_local_machine\\system\\currentcontrolset');
  if (current !== key) names.push(current);
  const asClass = asUser.replace(CLASSES, 'hkey_classes_root');
  if (asClass !== asUser) names.push(asClass);
  if (CLASSES_ROOT.test(key)) names.push(key.replace(CLASSES_ROOT, 'hkey_local_machine\\software\\classes'));
  return names;
}

/** The same for expressions, which may be about any way to write a hive: long, short, and the kernel's. */
export function writingsOfKey(key: string): readonly string[] {
  return namesOfKey(key).flatMap((name) => {
    const slash = name.indexOf('\\');
    const [hive, rest] = [name.slice(0, slash), name.slice(slash)];
    const short = SHORT_HIVES.get(hive);
    if (short === undefined) return [name];
    const kernel = hive === 'hkey_local_machine' ? 'machine' : hive === 'hkey_users' ? 'user' : null;
    return [name, `${short}${rest}`, ...(kernel === null ? [] : [`\\registry\\${kernel}${rest}`])];
  });
}

/** @param hive the long name, in lower case */
export function shortHive(hive: string): string | null {
  return SHORT_HIVES.get(hive) ?? null;
}
