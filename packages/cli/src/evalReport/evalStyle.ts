/**
 * What the report of a measurement adds to the style of the run report. Marks of the comparison do not depend on colour:
 * missing text is struck through, extra text underlined, and text read for another is both with a dotted line.
 */
export const EVAL_STYLE = `
:root { --miss: #a3262e; --miss-bg: #fbe4e2; --extra: #17596e; --extra-bg: #dcf0f5; }
@media (prefers-color-scheme: dark) {
  :root { --miss: #ff9a9f; --miss-bg: #4a2226; --extra: #8fd6ea; --extra-bg: #173b47; }
}
.diff { white-space: pre-wrap; font-size: 1.08rem; line-height: 1.85; text-align: start; overflow-wrap: anywhere; unicode-bidi: isolate; }
del { color: var(--miss); background: var(--miss-bg); text-decoration: line-through 2px; border-radius: 2px; }
ins { color: var(--extra); background: var(--extra-bg); text-decoration: underline 2px; text-underline-offset: .22em; border-radius: 2px; }
del.instead { text-decoration-style: solid; } ins.instead { text-decoration-style: dotted; }
.failed { color: var(--quarantined); font-weight: 600; }
.frame .scan + .scan { margin-top: 1rem; }
.sample header p { margin: .2rem 0 .3rem; }
.sets td:first-child { min-width: 8rem; }
@media print { del, ins { background: none; } }
`;
