import type { Line } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";

/**
 * A second recogniser, for single lines that the engine is unsure of. The same image and alphabet always give the same
 * line, and a call ends within seconds, whatever the image. Nothing is fetched from the network.
 */
export interface LineReader {
  readonly identity: { readonly name: string; readonly version: string };
  /** Whether it knows all letters of an alphabet; what it reads in others has letters missing. */
  reads(alphabet: ReadonlySet<string>): boolean;
  /**
   * The text of an image of one line, dark on light or light on dark, without letters that are not in the alphabet; the
   * boxes of its words are as high as the image. Confidence is the mean probability of the characters, 0 without any.
   *
   * @throws TransientError OCR_FAILED if it cannot be started, or fails.
   */
  read(line: PageImage, alphabet: ReadonlySet<string>): Promise<Line>;
}
