/** Markings of objects and of their parts (STIX 2.1, section 7.2). */
import { type CheckContext, DROPPED } from './stix-check-context';
import { isStixValue, own, type StixValue } from './stix-objects';
import { checkRefs } from './stix-references';

export function checkMarkingRefs(value: unknown, path: string, context: CheckContext): unknown {
  if (
    context.type === 'marking-definition' &&
    context.id !== '' &&
    Array.isArray(value) &&
    value.includes(context.id)
  ) {
    context.findings.add(
      'stix-circular-marking',
      path,
      'A marking cannot mark itself',
      'Reference left out.',
      context.id,
    );
    const others = value.filter((ref) => ref !== context.id);
    return others.length === 0 ? DROPPED : checkRefs(others, path, context, 'marking-definition');
  }
  return checkRefs(value, path, { ...context, keys: null }, 'marking-definition');
}

const SELECTOR = /^[a-z0-9_-]{1,250}(?:\.(?:\[\d+\]|[A-Za-z0-9_-]{1,250}))*$/;

export function checkGranularMarkings(value: unknown, path: string, context: CheckContext): unknown {
  const { findings } = context;
  if (!Array.isArray(value)) {
    findings.add('stix-wrong-type', path, 'Granular markings are no list', 'Property left out.', value);
    return DROPPED;
  }
  const kept = value.filter((marking, at) => {
    const where = `${path}[${at}]`;
    if (!isStixValue(marking)) {
      findings.add('stix-wrong-type', where, 'This is no granular marking', 'Marking left out.', marking);
      return false;
    }
    const ref = own(marking, 'marking_ref');
    if (typeof ref !== 'string' && typeof own(marking, 'lang') !== 'string') {
      findings.add('stix-required', where, 'A granular marking refers to a marking or a language', 'Marking left out.');
      return false;
    }
    if (typeof ref === 'string' && !ref.startsWith('marking-definition--')) {
      findings.add('stix-reference-type', `${where}.marking_ref`, 'This is no marking', 'Marking left out.', ref);
      return false;
    }
    return checkSelectors(own(marking, 'selectors'), where, context);
  });
  return kept.length === value.length ? value : kept.length === 0 ? DROPPED : kept;
}

function checkSelectors(value: unknown, path: string, { findings, owner }: CheckContext): boolean {
  const at = `${path}.selectors`;
  if (!Array.isArray(value) || value.length === 0) {
    findings.add(
      'stix-bad-selector',
      at,
      'A granular marking selects at least one property',
      'Marking left out.',
      value,
    );
    return false;
  }
  const bad = value.find(
    (selector) => typeof selector !== 'string' || !SELECTOR.test(selector) || !leads(selector, owner),
  );
  if (bad === undefined) return true;
  findings.add('stix-bad-selector', at, 'This selector leads nowhere', 'Marking left out.', bad);
  return false;
}

function leads(selector: string, owner: StixValue): boolean {
  let value: unknown = owner;
  for (const step of selector.split('.')) {
    const position = /^\[(\d+)\]$/.exec(step)?.[1];
    if (position !== undefined) value = Array.isArray(value) ? value[Number(position)] : undefined;
    else value = isStixValue(value) ? own(value, step) : undefined;
    if (value === undefined) return false;
  }
  return true;
}
