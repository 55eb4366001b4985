/** The forms in which people write one name: singular and plural, one side of a slash. */

export interface Variant {
  readonly form: string;
  /** One side of a slash: it says less than the name does. */
  readonly isHalf: boolean;
}

export function listVariants(name: string): readonly Variant[] {
  const variants = new Map<string, Variant>([[name, { form: name, isHalf: false }]]);
  const add = (form: string, isHalf: boolean) => {
    if (!variants.has(form)) variants.set(form, { form, isHalf });
  };
  for (const form of inflectLast(name)) add(form, false);
  for (const half of splitSlashes(name)) {
    add(half, true);
    for (const form of inflectLast(half)) add(form, true);
  }
  return [...variants.values()];
}

/** "Scheduled Task/Job" → "Scheduled Task", "Scheduled Job"; "Registry Run Keys / Startup Folder" → its two halves. */
function splitSlashes(name: string): string[] {
  const halves = name.split(' / ');
  if (halves.length === 2) return halves;
  const words = name.split(' ');
  const at = words.findIndex((word) => /^[^/]+\/[^/]+$/.test(word));
  if (at < 0 || words.length < 2) return [];
  return (words[at] ?? '').split('/').map((half) => [...words.slice(0, at), half, ...words.slice(at + 1)].join(' '));
}

function inflectLast(name: string): string[] {
  const last = /[A-Za-z]+$/.exec(name)?.[0];
  if (last === undefined || last.length < 3) return [];
  const stem = name.slice(0, -last.length);
  if (/[^aeiou]ies$/i.test(last)) return [`${stem}${last.slice(0, -3)}y`];
  if (/(?:ss|x|ch|sh|us|is)$/i.test(last)) return [`${stem}${last}es`];
  if (/(?:sses|xes|ches|shes)$/i.test(last)) return [`${stem}${last.slice(0, -2)}`];
  if (/s$/i.test(last)) return [stem + last.slice(0, -1)];
  if (/[^aeiou]y$/i.test(last)) return [`${stem}${last.slice(0, -1)}ies`];
  return /ing$/i.test(last) ? [] : [`${stem}${last}s`];
}
