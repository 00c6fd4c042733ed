import { coordinate } from "./format.ts";
import { html, type Html } from "./html.ts";

/** What a colour of the report stands for; its fill is the style's `fill-<kind>`, its swatch `swatch <kind>`. */
export interface Share {
  readonly kind: string;
  /** 0 or more, of the same unit as the whole. */
  readonly count: number;
}

/** A bar 100 units wide for `whole`, stretched to fit, with its shares one after another. */
export function shareBar(shares: readonly Share[], whole: number, label: string): Html {
  let x = 0;
  const rects = shares.map(({ kind, count }) => {
    const width = whole === 0 ? 0 : (100 * count) / whole;
    x += width;
    return html`<rect
      class="fill-${kind}"
      x="${coordinate(x - width)}"
      y="0"
      width="${coordinate(width)}"
      height="10"
    />`;
  });
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="${label}">
    ${rects}
  </svg>`;
}

/** What the colours stand for, as words beside swatches. */
export function keys(kinds: readonly { readonly kind: string; readonly label: string }[]): Html[] {
  return kinds.map(({ kind, label }) => html`<span class="key"><span class="swatch ${kind}"></span>${label}</span>`);
}
