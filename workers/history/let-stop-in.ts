/** Stop is a message, and comes in only when the thread is free. */
export function letStopIn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
