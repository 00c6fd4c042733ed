export * from "./release/releaseRecords.ts";
export * from "./release/releaseStage.ts";
export * from "./release/columns.ts";
export * from "./release/signalNames.ts";
export * from "./release/toRow.ts";
