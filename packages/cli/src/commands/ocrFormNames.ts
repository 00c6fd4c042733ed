/** The forms that recognised pages are printed in. */
export const OCR_FORMS = ["text", "json", "hocr", "alto"] as const;
export type OcrForm = (typeof OCR_FORMS)[number];
