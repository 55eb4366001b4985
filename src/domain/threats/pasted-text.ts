/** Stands for the name of a file where text was pasted: a report of it has none. */
export const PASTED_TEXT = 'Pasted text';
