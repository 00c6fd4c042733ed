import type { Block } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import type { Model } from "./models.ts";

/**
 * How the engine looks for text: `auto` finds columns and blocks by itself, `block` takes the whole image for one
 * column of text, `line` for a single line, `sparse` looks for words anywhere and in no order (forms, maps, title
 * pages). `auto` can lose whole lines that `block` reads (tesseract#1339), `block` mixes columns. Tesseract's page
 * segmentation modes 3, 6, 7 and 11.
 */
export type PageSegmentation = "auto" | "block" | "line" | "sparse";

export interface Recognition {
  /** Paragraphs in reading order; boxes in pixels of the image that was given. */
  readonly blocks: Block[];
  /** The text of `blocks`: lines end in "\n", paragraphs in "\n\n". Empty if nothing was found. */
  readonly text: string;
  /** 0-1: mean confidence of the words, weighted by their length; 0 without words. */
  readonly confidence: number;
  /** 0.5 if the engine could read the page at half its size only; else absent. */
  readonly scale?: number;
}

/**
 * What every engine promises:
 *
 * - The same image, model and segmentation give the same recognition, whatever was recognised before.
 * - A call always ends: with a recognition, or with an error. No step of it lasts longer than the engine's deadline.
 * - A crash or a deadline rejects only its own call; the next call works again.
 * - A page that cannot be read at all is an error, never an empty recognition.
 * - Nothing is fetched from the network, and nothing is left on disk after `close`.
 * - Calls may overlap; an engine that can do one thing at a time queues them.
 */
export interface OcrEngine {
  readonly identity: { readonly name: string; readonly version: string };
  /**
   * @throws InputError if the image is larger than the engine can read.
   * @throws ConfigError if the model is missing or is not the file it was.
   * @throws TransientError for deadlines and crashes.
   */
  recognise(
    image: PageImage,
    options: { readonly model: Model; readonly pageSegmentation: PageSegmentation },
  ): Promise<Recognition>;
  /** Frees what the engine holds. A later call starts it again. */
  close(): Promise<void>;
}
