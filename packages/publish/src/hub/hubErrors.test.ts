import { expect, test } from "vitest";
import { connectionError } from "./hubErrors.ts";

test.each([
  ["its words", new Error("getaddrinfo ENOTFOUND hub.example.org"), "getaddrinfo ENOTFOUND hub.example.org"],
  ["its words, without their line end", new Error("alert number 10\n"), "alert number 10"],
  // Where a name has several addresses, there are no words.
  ["its code", Object.assign(new AggregateError([], ""), { code: "ECONNREFUSED" }), "ECONNREFUSED"],
])("a connection that failed is told by the host and by %s", (_, error, why) => {
  expect(connectionError(error, "hub.example.org", "commit")).toMatchObject({
    kind: "transient",
    message: `the connection to hub.example.org failed, which was to commit: ${why}`,
    hint: expect.stringContaining("goes on where it was"),
  });
});
