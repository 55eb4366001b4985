import { buildTree, type Match } from './binding-tree';
import { needsSearch, searchBindings } from './find-bindings';
import { markBindings } from './mark-bindings';
import type { PatternNode } from './pattern-ast';

export interface Combined<Ref> {
  /** Records that take part in at least one binding of the whole pattern, each once. */
  readonly refs: readonly Ref[];
  /** Records for which no binding was found before the search had to end: not among `refs`. */
  readonly undecided: number;
}

/** @param matches by observation of the pattern, in its order */
export function combineMatches<Ref>(root: PatternNode, matches: readonly (readonly Match<Ref>[])[]): Combined<Ref> {
  const tree = buildTree(root, matches);
  const marks = markBindings(tree.root, tree.refs.length);
  const undecided = needsSearch(tree.root, tree.refs.length) ? searchBindings(tree.root, marks) : 0;
  return { refs: tree.refs.filter((_, id) => marks[id] === 1), undecided };
}
