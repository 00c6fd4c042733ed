export { alto } from "./alto.ts";
export { hocr } from "./hocr.ts";
export { documentWriter, type DocumentWriter, type OcrDocumentFormat, type OcrDocumentHead } from "./ocrDocument.ts";
