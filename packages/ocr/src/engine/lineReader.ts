import type { Line } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";

/** Why a line was not read; `message` is one of few, and the same on every machine. */
export class LineReaderFailure extends Error {
  override readonly name = "LineReaderFailure";
}

/**
 * A second recogniser, for single lines that the engine is unsure of. The same image and alphabet always give the same
 * line, and a call ends within seconds, whatever the image. Nothing is fetched from the network.
 */
export interface LineReader {
  readonly identity: { readonly name: string; readonly version: string };
  /** Whether it knows all letters of an alphabet; what it reads in others has letters missing. */
  reads(alphabet: ReadonlySet<string>): boolean;
  /** Why it cannot be started on this machine, as far as that shows without starting it; undefined if nothing is known. */
  fault(): string | undefined;
  /**
   * The text of an image of one line, dark on light or light on dark, without letters that are not in the alphabet; the
   * boxes of its words are as high as the image. Confidence is the mean probability of the characters, 0 without any.
   *
   * @throws LineReaderFailure if it cannot be started, or fails: the engine's reading of the line stands then.
   */
  read(line: PageImage, alphabet: ReadonlySet<string>): Promise<Line>;
}
