/**
 * The report's style sheet. Colours are variables, in a light and a dark set; the same colour always means the same
 * outcome. Fonts are the system's, with names for the scripts that its default face may lack.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --card: #ffffff; --ink: #1d2126; --quiet: #5d6670; --line: #e2dfd7; --wash: #f1eee7;
  --kept: #1f6f68; --dropped: #b5651d; --duplicate: #6a5fa8; --blank: #9aa1a8; --quarantined: #b3343b; --out: #d8cdbb;
  --c0: #c22f3a; --c1: #d9822b; --c2: #c9b037; --c3: #2f8f80;
  --ui: system-ui, -apple-system, "Segoe UI", "Noto Sans", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR",
    "Noto Sans CJK KR", "Leelawadee UI", "Noto Sans Thai", "Myanmar Text", "Noto Sans Myanmar", "Noto Sans Khmer",
    "Noto Sans Lao", "Lao UI", "Nirmala UI", "Noto Sans Tamil", "Geeza Pro", "Noto Naskh Arabic", "Noto Sans Arabic", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181b; --card: #1c2024; --ink: #e6e4de; --quiet: #9aa3ab; --line: #32383e; --wash: #23282d;
    --kept: #4fb3a6; --dropped: #dc9a56; --duplicate: #a79ce0; --blank: #6d757d; --quarantined: #e5737a; --out: #544b3e;
    --c0: #ff5c68; --c1: #ffa14d; --c2: #e8d054; --c3: #4fc4b1;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 var(--ui); overflow-wrap: break-word; }
main { max-width: 66rem; margin: 0 auto; padding: 3rem 1.5rem 5rem; }
section { margin-top: 3.5rem; }
h1 { margin: 0 0 .6rem; font-size: clamp(1.7rem, 4.5vw, 2.4rem); line-height: 1.2; font-weight: 650; letter-spacing: -.01em; text-align: start; }
h2 { margin: 0 0 .75rem; font-size: 1.25rem; line-height: 1.3; font-weight: 650; }
h3 { margin: 0; font-size: 1rem; font-weight: 400; }
p { margin: 0 0 .75rem; }
ol, ul { list-style: none; margin: 0; padding: 0; }
code { font: .86em/1.4 var(--mono); color: var(--quiet); overflow-wrap: anywhere; }
small { font-size: .86em; color: var(--quiet); }
.note, .facts, .legend { color: var(--quiet); font-size: .92rem; max-width: 44rem; }
.eyebrow { margin: 0 0 .4rem; color: var(--quiet); font-size: .85rem; }
.facts { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; max-width: none; }
.status { font-weight: 600; color: var(--kept); }
.status.partial { color: var(--dropped); } .status.stopped { color: var(--quarantined); }
.path { overflow-wrap: anywhere; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }

.numbers { display: grid; grid-template-columns: 1.6fr repeat(5, 1fr); gap: 0 1.5rem; margin: 1.75rem 0 1rem; padding: 1.1rem 0 1rem; border-block: 1px solid var(--line); }
.numbers div { display: flex; flex-direction: column-reverse; justify-content: flex-end; border-inline-start: 3px solid currentColor; padding-inline-start: .7rem; }
.numbers dt { color: var(--quiet); font-size: .88rem; line-height: 1.35; }
.numbers dd { margin: 0; font-size: 1.55rem; line-height: 1.3; font-weight: 600; font-variant-numeric: tabular-nums; color: var(--ink); }
.numbers .lead { border: 0; padding: 0; } .numbers .lead dd { font-size: 2.3rem; line-height: 1; margin-bottom: .25rem; letter-spacing: -.02em; }
.numbers .published { color: var(--kept); } .numbers .dropped { color: var(--dropped); } .numbers .duplicate { color: var(--duplicate); }
.numbers .blank { color: var(--blank); } .numbers .quarantined { color: var(--quarantined); }
.check { margin: 0 0 .25rem; font-variant-numeric: tabular-nums; }
.check.wrong { color: var(--quarantined); font-weight: 600; }

.funnel li { display: grid; grid-template-columns: 12rem 1fr 14.5rem; gap: 0 1.25rem; align-items: end; }
.funnel svg { display: block; width: 100%; height: 46px; }
.funnel .step, .funnel .number { padding-bottom: .2rem; line-height: 1.3; }
.funnel .number { font-weight: 600; font-variant-numeric: tabular-nums; }
.funnel small { font-weight: 400; }
.funnel .lost { font-size: .86rem; font-weight: 400; margin-inline-start: .6rem; }
.slope { fill: var(--kept); opacity: .16; }
.kept, .fill-kept { fill: var(--kept); }
.fill-dropped { fill: var(--dropped); } .fill-duplicate { fill: var(--duplicate); } .fill-blank { fill: var(--blank); }
.fill-quarantined { fill: var(--quarantined); } .fill-out { fill: var(--out); }
.fill-c0 { fill: var(--c0); } .fill-c1 { fill: var(--c1); } .fill-c2 { fill: var(--c2); } .fill-c3 { fill: var(--c3); }
.ink-dropped { color: var(--dropped); } .ink-duplicate { color: var(--duplicate); } .ink-blank { color: var(--quiet); } .ink-quarantined { color: var(--quarantined); }

.swatch { display: inline-block; width: .75rem; height: .75rem; border-radius: 2px; margin-inline-end: .35rem; vertical-align: -.06em; }
.swatch.kept { background: var(--kept); } .swatch.out { background: var(--out); }
.swatch.c0 { background: var(--c0); } .swatch.c1 { background: var(--c1); } .swatch.c2 { background: var(--c2); } .swatch.c3 { background: var(--c3); }
.legend label { cursor: pointer; color: var(--ink); }
input[type="checkbox"] { accent-color: var(--kept); margin: 0 .3rem 0 0; vertical-align: -.08em; }
:focus-visible { outline: 2px solid var(--kept); outline-offset: 2px; }

.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; }
th { text-align: start; font-weight: 500; color: var(--quiet); font-size: .86rem; padding: .3rem 1rem .3rem 0; border-bottom: 1px solid var(--line); white-space: nowrap; vertical-align: bottom; }
td { padding: .5rem 1rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td small, figcaption small { display: block; }
td.n:not(:last-child), th.n:not(:last-child) { padding-inline-end: 1.6rem; }
th:last-child, td:last-child { padding-inline-end: 0; }
.n { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.language b { font-weight: 600; margin-right: .35rem; } .language .own { margin-right: .35rem; } .language { unicode-bidi: isolate; }
.languages td { vertical-align: middle; } .languages td.n { white-space: nowrap; } .languages td small { display: inline; }
td code { overflow-wrap: normal; } td:first-child > code { white-space: nowrap; }
.key { white-space: nowrap; display: inline-block; margin-inline-end: .9rem; }
.wide { width: 26%; min-width: 6rem; } .bar { display: block; width: 100%; height: .7rem; }

.multiples { display: grid; grid-template-columns: repeat(auto-fill, minmax(13.5rem, 1fr)); gap: 1.6rem 2rem; margin-top: 1.25rem; }
.histogram { margin: 0; } .histogram svg { display: block; width: 100%; height: auto; } figcaption { line-height: 1.35; margin-bottom: .35rem; }
figcaption b { font-weight: 600; }
.signal { margin-top: 2rem; } .signal small { margin-inline-start: .4rem; } .signal code { color: var(--ink); font-weight: 600; }
.limit { stroke: var(--ink); stroke-width: 1.2; } .sample .why { color: var(--ink); } .why b { font-weight: 600; }
.swatch.dropped { background: var(--dropped); } .swatch.duplicate { background: var(--duplicate); }
.axis { stroke: var(--line); stroke-width: .75; } .mean { stroke: var(--ink); stroke-width: .8; stroke-dasharray: 2 2; }
.scale { display: flex; justify-content: space-between; color: var(--quiet); font-size: .75rem; font-variant-numeric: tabular-nums; }

.sample { margin-top: 1.75rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.sample header p { color: var(--quiet); font-size: .92rem; }
.beside { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.75rem; align-items: start; }
.frame { position: relative; }
.scan { display: block; width: 100%; height: auto; max-height: 46rem; border: 1px solid var(--line); border-radius: 3px; background: var(--wash); }
.paper { fill: #fff; }
.words rect { fill-opacity: .2; stroke-width: 1.25; vector-effect: non-scaling-stroke; stroke-opacity: .8; }
.words .c0 { fill: #c22f3a; stroke: #c22f3a; } .words .c1 { fill: #d9822b; stroke: #d9822b; }
.words .c2 { fill: #c9b037; stroke: #b59b1d; } .words .c3 { fill: #2f8f80; stroke: #2f8f80; fill-opacity: .1; stroke-opacity: .45; }
.samples:has(#boxes:not(:checked)) .words { display: none; }
.text { max-height: 46rem; overflow-y: auto; font-size: 1.08rem; line-height: 1.75; text-align: start; overflow-wrap: anywhere; }
.text p { margin: 0 0 .9em; unicode-bidi: plaintext; text-align: start; }

.clusters > li { padding: .6rem 0; border-bottom: 1px solid var(--line); }
.clusters ul { padding-inline-start: 1rem; margin: .25rem 0 0 .3rem; border-inline-start: 2px solid var(--duplicate); color: var(--quiet); font-size: .94rem; }
table + .note, .scroll + .note { margin-top: .8rem; }
.clusters + h3, .note + h3 { margin-top: 1.5rem; font-weight: 600; }
.codes { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; color: var(--quiet); font-size: .92rem; }
.codes code, .quarantine code { color: var(--quarantined); }
.quarantine li { padding: .75rem 0; border-bottom: 1px solid var(--line); }
.quarantine p { margin: 0; max-width: 48rem; text-align: start; } .quarantine .remedy { color: var(--quiet); }
.versions { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 1rem 0 0; font-size: .92rem; }
.versions dt { color: var(--quiet); } .versions dd { margin: 0; overflow-wrap: anywhere; }

@media (max-width: 46rem) {
  main { padding: 1.75rem 1rem 3rem; }
  section { margin-top: 2.75rem; }
  .numbers { grid-template-columns: repeat(2, 1fr); gap: 1rem; }
  .numbers .lead { grid-column: 1 / -1; }
  .funnel li { grid-template-columns: 1fr auto; gap: 0 1rem; margin-bottom: .9rem; }
  .funnel svg { grid-column: 1 / -1; grid-row: 2; height: 30px; }
  .funnel .number { text-align: end; }
  .beside { grid-template-columns: minmax(0, 1fr); gap: 1rem; }
  .text { max-height: none; }
  th, td, td.n:not(:last-child), th.n:not(:last-child) { padding-inline-end: .9rem; }
  .languages :is(td, th):not(:last-child) { padding-inline-end: .5rem; }
  .languages th { font-size: .78rem; }
  .languages td.n small { display: block; }
  .wide, .less { display: none; }
  td .language > * { display: block; margin: 0; text-align: left; }
  .multiples { grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 1.2rem 1.25rem; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --quiet: #444; --line: #ccc; }
  body { font-size: 10.5pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  section { margin-top: 1.5rem; }
  h2, h3, .sample header { break-after: avoid; }
  li, tr, .histogram, .sample .frame { break-inside: avoid; }
  .scan, .text { max-height: 60vh; } .text { overflow: hidden; }
  .legend label { display: none; } .scroll { overflow: visible; }
}
`;
