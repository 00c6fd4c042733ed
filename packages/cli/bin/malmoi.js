#!/usr/bin/env node
// `malmoi`, from its sources as they are. Workers are started with the flags of this process, so with the loader too.
const loader = import.meta.resolve("tsx");
process.execArgv.push("--import", loader);
await import(loader);
await import("../src/main.ts");
