/**
 * For a form that is sent: a count that cannot be read, say, is not a count that nobody knows.
 * @returns whether a control of it is marked as wrong; the first one has the focus then
 */
export function focusWrong({ currentTarget: form }: SubmitEvent): boolean {
  const wrong = form instanceof HTMLFormElement ? form.querySelector<HTMLElement>('[aria-invalid="true"]') : null;
  wrong?.focus();
  return wrong !== null;
}
