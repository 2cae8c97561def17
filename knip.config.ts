import type { KnipConfig } from "knip";

/** Style sheets count as code: what they load is used, and one that nothing imports is not. */
const importsOfStyles = (css: string): string =>
  [...css.matchAll(/(?:@import\s+|url\()["']([^"':]+)["']/g)]
    .map(([, path]) => `import "${path}";`)
    .join("\n");

export default {
  entry: [
    "server/commands/*.command.ts",
    "server/tooling/*.ts",
    "server/**/*-worker.ts",
    "web/src/service-worker.ts",
    "tests/runner/run-vitest.ts",
    "tests/bench/*.bench.ts",
    "tests/bench/store/*-probe.ts",
    "tests/**/*.{test,e2e}.ts",
    "{shared,server,web}/**/*.test.{ts,tsx}",
  ],
  project: ["{shared,server,web,tests}/**/*.{ts,tsx,css}"],
  // Programs of the system (apt-get, mount) are no packages.
  exclude: ["binaries"],
  ignoreExportsUsedInFile: { interface: true, type: true },
  typescript: { config: ["tsconfig.json", "{shared,server,web,tests}/tsconfig*.json"] },
  compilers: { css: importsOfStyles },
} satisfies KnipConfig;
