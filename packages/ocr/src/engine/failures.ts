import { ConfigError, TransientError } from "@malmoi/core";

/** OCR_DEADLINE, OCR_CRASHED or OCR_FAILED: this page did not work, the engine goes on. */
export function engineFailure(
  code: "OCR_DEADLINE" | "OCR_CRASHED" | "OCR_FAILED",
  message: string,
  cause?: unknown,
): TransientError {
  return new TransientError(message, {
    code,
    hint: "The page is tried again. If it fails again, look at the scan: very large or very noisy pages take longest.",
    cause,
  });
}

export function deadlineFailure(milliseconds: number): TransientError {
  return engineFailure("OCR_DEADLINE", `the recogniser needed more than ${milliseconds / 1000} s for one page`);
}

/** The file is the one that was resolved, but no model. */
export function brokenModel(path: string, cause?: unknown): ConfigError {
  return new ConfigError(`Tesseract cannot use the model ${path}`, {
    code: "MODEL_BROKEN",
    hint: "Install the model again, or get a good one with `malmoi models get`.",
    cause,
  });
}
