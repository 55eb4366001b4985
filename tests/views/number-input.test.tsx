// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@solidjs/testing-library';
import { createSignal } from 'solid-js';
import { afterEach, expect, it } from 'vitest';
import { NumberInput } from '../../src/views/pieces/NumberInput';

const SHARE = { min: 0, max: 100 };

afterEach(cleanup);

function renderShare(initial: number | null) {
  const [value, setValue] = createSignal(initial);
  render(() => <NumberInput label="Share" value={value()} onChange={setValue} rule={SHARE} step={5} unit="%" />);
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

it('keeps what is wrong in sight, with the reason once it is left, and hands on that there is no number', () => {
  const { value, input, type } = renderShare(40);
  type('130');
  expect([value(), input.value]).toEqual([null, '130']);
  fireEvent.blur(input);
  expect([value(), input.value, input.getAttribute('aria-invalid')]).toEqual([null, '130', 'true']);
  expect(screen.getByRole('alert').textContent).toBe('Enter a number from 0 to 100.');
  type('30');
  expect([value(), input.getAttribute('aria-invalid')]).toEqual([30, null]);
});

it('of a record that saves itself, keeps the value that was right', () => {
  const [value, setValue] = createSignal<number | null>(0.07);
  render(() => <NumberInput label="Share" value={value()} onChange={setValue} rule={SHARE} scale={100} savesItself />);
  const input = screen.getByLabelText<HTMLInputElement>('Share');
  expect(input.value).toBe('7');
  fireEvent.input(input, { target: { value: 'all' } });
  fireEvent.blur(input);
  expect([value(), input.value]).toEqual([0.07, 'all']);
  fireEvent.input(input, { target: { value: '62,5 %' } });
  expect(value()).toBe(0.07);
  fireEvent.blur(input);
  expect([value(), input.value]).toEqual([0.625, '62.5']);
});

it('reads one way everywhere: "6.000" is six thousand where a thousand is possible', () => {
  const [value, setValue] = createSignal<number | null>(null);
  render(() => <NumberInput label="Hosts" value={value()} onChange={setValue} rule={{ min: 0, whole: true }} />);
  const input = screen.getByLabelText<HTMLInputElement>('Hosts');
  fireEvent.input(input, { target: { value: '6.000' } });
  fireEvent.blur(input);
  expect([value(), input.value]).toEqual([6000, '6000']);
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
