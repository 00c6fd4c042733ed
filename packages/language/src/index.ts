export { identify, type IdentifyOptions } from "./identify.ts";
export { identifyAmong } from "./identifyAmong.ts";
export { languageStage, type LanguageInput, type LanguageItem } from "./languageStage.ts";
