import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT, readRepoFile } from "./repo-files.ts";

/**
 * A rule that nothing has been seen to break may be reading nothing. Here each tool reads a copy of
 * the house with violations planted in it, and has to name them.
 */
const COPIED = [
  "shared",
  "server",
  "web",
  "tests",
  "package.json",
  "tsconfig.json",
  "tsconfig.base.json",
  "vite.config.ts",
  "biome.json",
  "knip.config.ts",
  ".dependency-cruiser.cjs",
];

const PLANTED: Readonly<Record<string, string>> = {
  "shared/model/planted-upward.ts":
    'import type { DecodeError } from "../codecs/decode-error.ts";\nexport const planted = (error: DecodeError): string => error.kind;\n',
  "shared/model/planted-sideways.ts":
    'import type { Journal } from "../../server/ports.ts";\nexport const last = (journal: Journal): number => journal.lastSeq();\n',
  "shared/model/planted-window.ts": "export const width = (): number => document.body.clientWidth;\n",
  "shared/model/planted-core.ts":
    'import { readFileSync } from "node:fs";\nexport const read = (path: string): string => readFileSync(path, "utf8");\n',
  "shared/model/planted-egg.ts":
    'import { hen } from "./planted-hen.ts";\nexport const egg = (n: number): number => (n > 0 ? hen(n - 1) : 0);\n',
  "shared/model/planted-hen.ts":
    'import { egg } from "./planted-egg.ts";\nexport const hen = (n: number): number => egg(n);\n',
  "server/planted-home.ts":
    'import Database from "libsql";\nexport const open = () => new Database(":memory:");\n',
  // Two imports away from the calls to the server.
  "web/src/training/planted-sending.ts":
    'import { PhoneLock } from "../phone-lock.ts";\nexport const lock = (...parts: ConstructorParameters<typeof PhoneLock>) => new PhoneLock(...parts);\n',
  "web/src/training/planted-reaching.ts":
    'import { lock } from "./planted-sending.ts";\nexport const reach = lock;\n',
  "shared/model/planted-any.ts": "export const loose = (value: any): string => value.name;\n",
};

/** Every package the product runs on, imported where none of them is at home. */
const { dependencies } = JSON.parse(readRepoFile("package.json")) as {
  readonly dependencies: Readonly<Record<string, string>>;
};
const HOMELESS = "server/planted-homeless.ts";

let house = "";

function run(tool: string, ...args: readonly string[]): string {
  const path = join(ROOT, "node_modules/.bin", tool);
  const { stdout, stderr } = spawnSync(path, args, {
    cwd: house,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout + stderr;
}

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), "rounds-planted-"));
  for (const name of COPIED) cpSync(join(ROOT, name), join(house, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(house, "node_modules"));
  for (const [path, text] of Object.entries(PLANTED)) writeFileSync(join(house, path), text);
  const imports = Object.keys(dependencies).map((name) => `import "${name}";\n`);
  writeFileSync(join(house, HOMELESS), imports.join(""));
  appendFileSync(join(house, "shared/model/result.ts"), "export const plantedExport = 1;\n");
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

interface Cruise {
  readonly totalCruised: number;
  readonly violations: readonly {
    readonly from: string;
    readonly to: string;
    readonly rule: { readonly name: string };
  }[];
}

function cruise(): Cruise {
  const folders = ["shared", "server", "web", "tests"];
  const report = run("depcruise", "--config", ".dependency-cruiser.cjs", "--output-type", "json", ...folders);
  return (JSON.parse(report.slice(report.indexOf("{"))) as { summary: Cruise }).summary;
}

describe("a planted violation is caught", () => {
  it("by dependency-cruiser: upward and sideways imports, a core module, a cycle, a package away from home", () => {
    const summary = cruise();
    const found = summary.violations.map(({ from, rule }) => `${from} ${rule.name}`);
    expect(summary.totalCruised).toBeGreaterThan(Object.keys(PLANTED).length + 20);
    expect(found).toEqual(
      expect.arrayContaining([
        "shared/model/planted-upward.ts model-is-the-bottom",
        "shared/model/planted-sideways.ts model-is-the-bottom",
        "shared/model/planted-core.ts shared-has-no-io",
        "shared/model/planted-egg.ts no-circular",
        "server/planted-home.ts home-of-libsql",
        "web/src/training/planted-reaching.ts training-never-sends",
      ]),
    );
  });

  it("by dependency-cruiser: each package the product runs on, imported away from its home", () => {
    const caught = cruise().violations.filter(
      ({ from, rule }) => from === HOMELESS && rule.name.startsWith("home-of-"),
    );
    const homeless = Object.keys(dependencies).filter(
      (name) => !caught.some(({ to }) => to.includes(`node_modules/${name}/`) || to === name),
    );
    expect(homeless).toEqual([]);
  });

  it("by the compiler: a sideways import, the DOM and Node in shared/", () => {
    const report = run("tsc", "--build", "shared");
    expect(report).toMatch(
      /planted-sideways\.ts.*TS6307|TS6059.*server\/ports\.ts|server\/ports\.ts.*TS6(307|059)/s,
    );
    expect(report).toMatch(/planted-window\.ts.*error TS2584.*'document'/);
    expect(report).toMatch(/planted-core\.ts.*error TS2(307|580|591).*'node:fs'/);
  });

  it("by Biome: a cycle and an escape from the types", () => {
    const report = run("biome", "check", "--max-diagnostics=none", "shared/model");
    expect(report).toMatch(/planted-egg\.ts:1:\d+ lint\/suspicious\/noImportCycles/);
    expect(report).toMatch(/planted-any\.ts:1:\d+ lint\/suspicious\/noExplicitAny/);
  });

  it("by knip: a file and an export that nothing uses", () => {
    const report = run("knip", "--reporter", "json");
    const { issues } = JSON.parse(report.slice(report.indexOf("{"))) as {
      issues: readonly {
        readonly file: string;
        readonly files: readonly unknown[];
        readonly exports: readonly { readonly name: string }[];
      }[];
    };
    const file = issues.find((issue) => issue.file === "server/planted-home.ts");
    const result = issues.find((issue) => issue.file === "shared/model/result.ts");
    expect(file?.files).toHaveLength(1);
    expect(result?.exports.map(({ name }) => name)).toContain("plantedExport");
  });
});
