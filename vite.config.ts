import { fileURLToPath } from "node:url";
import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";

const dir = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A Vitest project in plain Node: without the Solid plugin, whose browser conditions break Node packages. */
const nodeProject = (name: string, include: readonly string[]) => ({
  test: { name, root: dir("."), include: [...include], environment: "node" as const, testTimeout: 30_000 },
});

export default defineConfig({
  root: dir("./web"),
  publicDir: dir("./web/public"),
  plugins: [solid()],
  build: { outDir: dir("./dist/web"), emptyOutDir: true, target: "es2022" },
  test: {
    root: dir("."),
    environment: "node",
    projects: [
      nodeProject("shared", ["shared/**/*.test.ts"]),
      nodeProject("server", ["server/**/*.test.ts"]),
      nodeProject("web", ["web/src/**/*.test.ts"]),
      nodeProject("house", ["tests/house/**/*.test.ts"]),
      nodeProject("contract", ["tests/contract/**/*.test.ts"]),
      nodeProject("corpus", ["tests/corpus/**/*.test.ts"]),
      nodeProject("e2e", ["tests/e2e/**/*.e2e.ts"]),
    ],
  },
});
