import type { JSX } from 'solid-js';
import './AnswerLine.css';

/** The answer to the question in the heading: computed, in words, the largest text of the screen. */
export function AnswerLine(props: { readonly children: JSX.Element }) {
  return <p class="answer-line">{props.children}</p>;
}
