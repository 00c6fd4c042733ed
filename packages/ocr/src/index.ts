export { inventory, type InventoryEntry, inventoryOfFile } from "./intake/inventory.ts";
export { HEAD_BYTES, sniffFormat } from "./intake/sniffFormat.ts";
export { bytesSource, type ByteSource, fileSource } from "./intake/byteSource.ts";
export { tiffPages } from "./intake/tiffPages.ts";
export { isNamedAsScan } from "./intake/isNamedAsScan.ts";
export { IntakeInput, intakeStage, IntakeResult, notAScan, openScan } from "./intake/intakeStage.ts";

export type { PageImage } from "./decode/pageImage.ts";
export { decodePage, type PageLocation } from "./decode/decodePage.ts";
export { renderPreview } from "./decode/renderPreview.ts";

export { distrust, type Distrust, type TextLayer } from "./pdf/textLayer.ts";
export { closePdf } from "./pdf/pdfFile.ts";

export type { OcrEngine, PageSegmentation, Recognition } from "./engine/engine.ts";
export { findModel, type FoundModel, type Model, type ModelSource, resolveModels } from "./engine/models.ts";
export { downloadModel, type DownloadOptions } from "./engine/downloadModel.ts";
export { modelCacheFolder } from "./engine/modelCacheFolder.ts";
export { PINNED_MODELS } from "./engine/pinnedModels.ts";
export { tesseractEngine, type TesseractOptions } from "./engine/tesseractEngine.ts";
export { nativeTesseractEngine, type NativeTesseractOptions } from "./engine/nativeTesseractEngine.ts";
export { closeEngine, processEngine } from "./engine/processEngine.ts";
export { libraryVersions } from "./libraryVersions.ts";

export { coverageOf } from "./page/coverage.ts";
export { type Ink, inkOf, isStained, provesBlank } from "./page/ink.ts";
export { chooseModel, type EstimateQuality, type Identify, type ModelFiles } from "./page/chooseModel.ts";
export { recognisePage, type RecognisePageDeps, type RecognisePageInput } from "./page/recognisePage.ts";
export { secondReaderFailure } from "./page/linesLeft.ts";
export {
  modelNames,
  OcrInput,
  type OcrItem,
  type OcrOptions,
  ocrPageStage,
  summarisePage,
} from "./page/ocrPageStage.ts";

export { compareStage, type ScannedPage, type Twin } from "./twin/compareStage.ts";
export { type CopyInput, copyStage } from "./twin/copyStage.ts";
export { likelyTwins } from "./twin/likelyTwins.ts";
export { lookStage } from "./twin/lookStage.ts";

export { assemble, documentId } from "./assemble/assemble.ts";
export { AssembleInput, type AssembleItem, assembleStage, DocumentSummary } from "./assemble/assembleStage.ts";

export * from "./evaluate/index.ts";
export * from "./formats/index.ts";
