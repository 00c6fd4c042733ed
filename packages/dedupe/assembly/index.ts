export { BLOCK, END, FOLDS, INPUT, MINIMA, MOST_PERMUTATIONS, MULTIPLIERS, ORDER } from "./layout";
export { POINTS, POOL, SIMPLE, SUMMANDS, UTF8, WORDS } from "./layout";
export { MOST_KEPT as KEPT_WORDS } from "./layout";
export { fold, utf8Length } from "./fold";
export { endSketch, pushShingles, startSketch } from "./sketch";
export { hashWords, pushWords, startWords } from "./simplify";
export { permute, startMinima } from "./permute";
