// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@solidjs/testing-library';
import { createSignal } from 'solid-js';
import { afterEach, expect, it } from 'vitest';
import { NumberInput } from '../../src/views/pieces/NumberInput';

afterEach(cleanup);

function renderShare(initial: number | null) {
  const [value, setValue] = createSignal(initial);
  render(() => <NumberInput label="Share" value={value()} onChange={setValue} min={0} max={100} step={5} unit="%" />);
  const input = screen.getByLabelText<HTMLInputElement>('Share');
  return { value, input, type: (text: string) => fireEvent.input(input, { target: { value: text } }) };
}

it('hands on numbers within the bounds, as people write them, and nothing for nothing', () => {
  const { value, type } = renderShare(null);
  type('62,5');
  expect(value()).toBe(62.5);
  type('');
  expect(value()).toBe(null);
});

it('keeps what is wrong in sight until the control is left, and hands none of it on', () => {
  const { value, input, type } = renderShare(40);
  type('130');
  expect([value(), input.value, input.getAttribute('aria-invalid')]).toEqual([40, '130', 'true']);
  expect(screen.getByRole('alert').textContent).toBe('Enter a number from 0 to 100.');
  fireEvent.blur(input);
  expect([value(), input.value, input.getAttribute('aria-invalid')]).toEqual([40, '40', null]);
});

it('steps by the arrow keys, and not past the bounds', () => {
  const { value, input } = renderShare(97);
  fireEvent.keyDown(input, { key: 'ArrowUp' });
  expect(value()).toBe(100);
  fireEvent.keyDown(input, { key: 'ArrowUp' });
  expect(value()).toBe(100);
  fireEvent.keyDown(input, { key: 'ArrowDown' });
  expect(value()).toBe(95);
});
