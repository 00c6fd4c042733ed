import { rename, writeFile } from "node:fs/promises";
import { Html, html } from "./html.ts";
import { STYLE } from "./style.ts";

export interface PageContent {
  readonly title: string;
  /** What the page adds to the style that all have. */
  readonly style?: string;
  readonly content: Html;
}

/** Writes an HTML page that needs nothing else: no scripts, no requests, pictures inside. Half a page is never seen. */
export async function writePage(outFile: string, { title, style = "", content }: PageContent): Promise<void> {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"
        />
        <title>${title}</title>
        <style>
          ${new Html(STYLE + style)}
        </style>
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html> `;
  const unfinished = `${outFile}.unfinished`;
  await writeFile(unfinished, page.markup);
  await rename(unfinished, outFile);
}
