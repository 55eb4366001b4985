import type { ThreatCatalog } from '../attack/catalog';
import { isAttackThreat, NO_LIST, USER_KINDS, type WeightList, type WeightProfile } from './weight-profile';
import { type ChosenThreat, listActors } from './weights';

/** A profile of weights in a few words, as it stands beside every weighted figure: "by use in groups and campaigns". */
export function describeWeights(
  profile: WeightProfile,
  threats: ThreatCatalog | null,
  lists: readonly Pick<WeightList, 'id' | 'name'>[],
  own: readonly Pick<ChosenThreat, 'id' | 'name'>[] = [],
): string {
  switch (profile.kind) {
    case 'equal':
      return 'all techniques alike';
    case 'use':
      return profile.by.length === 0 ? 'by use, of nobody' : `by use in ${joinWords(profile.by)}`;
    case 'chosen': {
      const names = new Map([...listActors(threats, USER_KINDS), ...own].map(({ id, name }) => [id, name]));
      // A report that is gone has no name any more, and its id says nothing to anybody.
      const nameThreat = (id: string) => names.get(id) ?? (isAttackThreat(id) ? id : 'a report that is gone');
      const [first, second, ...others] = profile.threatIds.map(nameThreat);
      if (first === undefined) return 'by chosen threats, none so far';
      if (second === undefined) return `as ${first} uses them`;
      const counted = countOwn(profile.threatIds);
      if (counted.length > 0) {
        const attack = profile.threatIds.filter(isAttackThreat);
        const [one, ...rest] = attack.map(nameThreat);
        const known = one === undefined ? [] : [rest.length === 0 ? one : `${attack.length} threats of ATT&CK`];
        return `as ${joinWords([...counted, ...known])} use them`;
      }
      return others.length === 0
        ? `as ${first} and ${second} use them`
        : `as ${first} and ${others.length + 1} others use them`;
    }
    case 'list': {
      if (profile.listId === NO_LIST) return 'by a list, none chosen yet';
      const list = lists.find(({ id }) => id === profile.listId);
      return list === undefined ? 'by a list that is gone' : `by “${list.name}”`;
    }
  }
}

/** "2 reports", "1 layer": of several the number says more than the first one's name. */
function countOwn(ids: readonly string[]): readonly string[] {
  const own = ids.filter((id) => !isAttackThreat(id));
  const layers = own.filter((id) => id.startsWith('layer:')).length;
  const count = (n: number, word: string) => (n === 0 ? [] : [`${n} ${word}${n === 1 ? '' : 's'}`]);
  return [...count(own.length - layers, 'report'), ...count(layers, 'layer')];
}

export function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
