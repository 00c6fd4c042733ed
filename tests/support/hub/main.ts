import { startHub } from "./hub.ts";

// Runs the server by itself, for clients in other languages: main.ts <folder>. It ends with its standard input.
const [folder = ""] = process.argv.slice(2);
const hub = await startHub({ folder });
process.stdout.write(`${hub.url}\n`);
process.stdin.on("end", () => void hub.close()).resume();
