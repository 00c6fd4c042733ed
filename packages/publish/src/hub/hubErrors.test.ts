import { expect, test } from "vitest";
import { connectionError } from "./hubErrors.ts";

const failed = (cause?: Error): Error => new TypeError("fetch failed", { cause });

test.each([
  ["its cause", failed(new Error("getaddrinfo ENOTFOUND hub.example.org")), "getaddrinfo ENOTFOUND hub.example.org"],
  // Where a name has several addresses, Node.js puts the cause into the code only.
  ["its code", failed(Object.assign(new AggregateError([], ""), { code: "ECONNREFUSED" })), "ECONNREFUSED"],
  ["itself", failed(), "fetch failed"],
])("a connection that failed is told by the host and by %s", (_, error, why) => {
  expect(connectionError(error, "hub.example.org", "commit")).toMatchObject({
    kind: "transient",
    message: `the connection to hub.example.org failed, which was to commit: ${why}`,
    hint: expect.stringContaining("goes on where it was"),
  });
});
