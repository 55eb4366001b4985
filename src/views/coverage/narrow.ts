/** Where tactics stand below each other and filters fold; the same line as in TechniqueMatrix.css. */
export const NARROW = '(width < 600px)';
