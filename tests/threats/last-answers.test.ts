import { describe, expect, it } from 'vitest';
import { keepLastAnswers } from '../../workers/last-answers';

describe('the last answers', () => {
  it('stay as long as what they rest on is the same', () => {
    const kept = keepLastAnswers<object>(5);
    const ground = {};
    const first = kept.find('a', [ground, 'text'], () => ({}));
    expect(kept.find('a', [ground, `te${'xt'}`], () => ({}))).toBe(first);
    expect(kept.find('a', [{}, 'text'], () => ({}))).not.toBe(first);
    expect(kept.find('a', [ground, 'text'], () => ({}))).not.toBe(first);
    expect(kept.get('a', [ground])).toBeUndefined();
  });

  it('may be nothing', () => {
    const kept = keepLastAnswers<null>(5);
    kept.put('a', [], null);
    expect(kept.get('a', [])).toBeNull();
  });

  it('are so many, those asked for last', () => {
    const kept = keepLastAnswers<number>(2);
    kept.put('a', [], 1);
    kept.put('b', [], 2);
    kept.get('a', []);
    kept.put('c', [], 3);
    expect(['a', 'b', 'c'].map((key) => kept.get(key, []))).toEqual([1, undefined, 3]);
  });
});
