import { statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { isCode, listRepoFiles, ROOT, readRepoFile } from "./repo-files.ts";

const files = listRepoFiles();
const code = files.filter(isCode);
const texts = files.filter((file) => /\.(tsx?|cjs|css|html|json|md|sh)$/.test(file) || file === ".ci/run");

/** A file's role (`subject.role.ts`) and where files of that role live. */
const ROLE_HOMES: Readonly<Record<string, RegExp>> = {
  bench: /^tests\/bench\//,
  command: /^server\/commands\//,
  config: /^[^/]+$/,
  contract: /^tests\/contract\//,
  d: /^(web\/src|shared\/exports)\//,
  driver: /^shared\/codecs\/drivers\//,
  e2e: /^tests\/e2e\//,
  export: /^server\/exports\//,
  import: /^server\/imports\//,
  job: /^server\/jobs\//,
  local: /^web\/src\/store\//,
  migration: /^server\/store\/migrations\//,
  part: /^web\/src\/parts\//,
  receiver: /^server\/receivers\//,
  report: /^shared\/reports\//,
  routes: /^server\/routes\//,
  screen: /^web\/src\/screens\//,
  table: /^server\/store\//,
  test: /^(shared|server|web|tests)\//,
};

/** Folders that grow by one file and one line in their index. */
const PLUG_INS = [
  ["shared/codecs/drivers", "driver"],
  ["server/receivers", "receiver"],
  ["server/routes", "routes"],
  ["shared/reports", "report"],
  ["server/store/migrations", "migration"],
] as const;

const BINARY = /\.(png|ico|woff2|svg|pmtiles|webp)$/;

describe("the house", () => {
  it("has a name for every file that no other file has (index.ts apart)", () => {
    const pathByName = new Map<string, string>();
    const shared = code
      .filter((file) => basename(file) !== "index.ts")
      .flatMap((file) => {
        const first = pathByName.get(basename(file));
        pathByName.set(basename(file), file);
        return first === undefined ? [] : [`${first} and ${file}`];
      });
    expect(shared).toEqual([]);
  });

  it("gives every file role its own folder", () => {
    const strays = code.filter((file) => {
      const role = /\.([a-z0-9]+)\.tsx?$/.exec(basename(file))?.[1];
      return role !== undefined && !ROLE_HOMES[role]?.test(file);
    });
    expect(strays).toEqual([]);
  });

  it.each(PLUG_INS)("lists every file of %s in its index", (folder, role) => {
    const plugIns = code.filter((file) => dirname(file) === folder && file.endsWith(`.${role}.ts`));
    if (plugIns.length === 0) return;
    const index = readRepoFile(join(folder, "index.ts"));
    const unlisted = plugIns.filter((file) => !index.includes(`"./${basename(file)}"`));
    expect(unlisted).toEqual([]);
  });

  it("puts nothing off in a comment", () => {
    const deferred = new RegExp(
      `\\b(${["TO", "FIX"].map((head, at) => head + ["DO", "ME"][at]).join("|")})\\b`,
    );
    expect(texts.filter((file) => deferred.test(readRepoFile(file)))).toEqual([]);
  });

  it("names no place on the machine it was written on", () => {
    const places = new RegExp(["/work", "/home", "/root"].map((place) => `["'\`( ]${place}/`).join("|"));
    expect(texts.filter((file) => file !== "package-lock.json" && places.test(readRepoFile(file)))).toEqual(
      [],
    );
  });

  it("keeps SQL in server/store", () => {
    const sql =
      /\b(SELECT\s[^"'`]*\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET|CREATE\s+(TABLE|INDEX)|PRAGMA\s+\w)/;
    const product = code.filter((file) => /^(shared|server|web)\//.test(file));
    expect(
      product.filter((file) => !file.startsWith("server/store/") && sql.test(readRepoFile(file))),
    ).toEqual([]);
  });

  it("switches no rule of its tools off inside a file", () => {
    const switches = new RegExp(
      ["biome-" + "ignore", "@ts-" + "ignore", "@ts-" + "nocheck", "eslint-" + "disable"].join("|"),
    );
    expect(code.filter((file) => switches.test(readRepoFile(file)))).toEqual([]);
  });

  it("keeps every file small enough to read or to load", () => {
    const limitKb = (file: string): number => {
      if (BINARY.test(file)) return 600;
      return file === "package-lock.json" ? 2_000 : 100;
    };
    const big = files.filter((file) => statSync(join(ROOT, file)).size > limitKb(file) * 1024);
    expect(big).toEqual([]);
  });
});
