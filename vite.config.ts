import { fileURLToPath } from "node:url";
import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";

const dir = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A Vitest project in plain Node: without the Solid plugin, whose browser conditions break Node packages. */
const nodeProject = (name: string, include: readonly string[], testTimeout = 30_000) => ({
  test: {
    name,
    root: dir("."),
    include: [...include],
    environment: "node" as const,
    testTimeout,
    hookTimeout: testTimeout,
  },
});

export default defineConfig({
  root: dir("./web"),
  publicDir: dir("./web/public"),
  plugins: [solid()],
  server: { port: 5173, strictPort: true, proxy: { "^/(api|ingest|health)": "http://127.0.0.1:8080" } },
  build: { outDir: dir("./dist/web"), emptyOutDir: true, target: "es2022" },
  test: {
    root: dir("."),
    environment: "node",
    projects: [
      nodeProject("shared", ["shared/**/*.test.ts"]),
      nodeProject("server", ["server/**/*.test.ts"]),
      nodeProject("web", ["web/src/**/*.test.ts"]),
      nodeProject("house", ["tests/house/**/*.test.ts"], 120_000),
      nodeProject("contract", ["tests/contract/**/*.test.ts"]),
      nodeProject("corpus", ["tests/corpus/**/*.test.ts"]),
      nodeProject("e2e", ["tests/e2e/**/*.e2e.ts"], 180_000),
    ],
  },
});
