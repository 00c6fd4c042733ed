export * from "./errors.ts";
export * from "./store/store.ts";
export * from "./task/digest.ts";
export * from "./task/stage.ts";
