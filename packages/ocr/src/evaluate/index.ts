export * from "./editDistance.ts";
export * from "./errorRate.ts";
export * from "./normaliseForScore.ts";
export * from "./readGoldSet.ts";
export * from "./scoreSet.ts";
export * from "./splitWords.ts";
export * from "./summarise.ts";
