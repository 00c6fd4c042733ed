import { defineConfig } from "vitest/config";

// Three groups: `unit` beside the sources, `tests` for what crosses packages, `slow` for what CI runs after the
// README's test command (kills, full disks, clients in other languages).
export default defineConfig({
  test: {
    // Vitest leaves one processor idle, which of two is half: much of a test is waiting for processes of its own.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "unit",
          include: ["schemas/src/**/*.test.ts", "packages/*/src/**/*.test.ts"],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "tests",
          include: ["tests/*.test.ts", "tests/end-to-end/**/*.test.ts", "tests/scan-generator/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: "slow",
          include: ["tests/faults/**/*.test.ts", "tests/interop/**/*.test.ts", "tests/real/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
