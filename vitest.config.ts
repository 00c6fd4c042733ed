import { defineConfig } from "vitest/config";

// Three groups: `unit` beside the sources, `tests` for what crosses packages, `slow` for what CI runs after the
// README's test command (kills, full disks, clients in other languages). Their limits end what hangs, and nothing else:
// twenty times what the longest test takes, since a machine may be slow, or busy.
const limit = (seconds: number): { testTimeout: number; hookTimeout: number } => ({
  testTimeout: seconds * 1_000,
  hookTimeout: seconds * 1_000,
});

export default defineConfig({
  test: {
    // Vitest leaves one processor idle, which of two is half: much of a test is waiting for processes of its own.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "unit",
          include: ["schemas/src/**/*.test.ts", "packages/*/src/**/*.test.ts"],
          ...limit(300),
        },
      },
      {
        test: {
          name: "tests",
          include: ["tests/*.test.ts", "tests/end-to-end/**/*.test.ts", "tests/scan-generator/**/*.test.ts"],
          ...limit(600),
        },
      },
      {
        test: {
          name: "slow",
          include: ["tests/faults/**/*.test.ts", "tests/interop/**/*.test.ts", "tests/real/**/*.test.ts"],
          ...limit(1_800),
          fileParallelism: false,
        },
      },
    ],
  },
});
