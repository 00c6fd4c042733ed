import { systemCode } from "@malmoi/core";
import { run } from "./run.ts";
import { EXIT } from "./terminal/exitCodes.ts";

// Nobody reads on: no reason for a stack trace. What was begun goes on with the same command, as after a kill.
process.stdout.on("error", (error) => {
  if (systemCode(error) === "EPIPE") process.exit(EXIT.unread);
  throw error;
});

process.exitCode = await run(process.argv.slice(2));
