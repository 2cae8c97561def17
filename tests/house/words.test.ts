import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listRepoFiles, ROOT, readRepoFile } from "./repo-files.ts";

const { scripts } = JSON.parse(readRepoFile("package.json")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** The words a newcomer, a developer and CI type after `npm run`; commands of the server may add more. */
const WORDS = [
  "demo",
  "start",
  "dev",
  "build",
  "check",
  "test",
  "e2e",
  "corpus",
  "bench",
  "decode",
  "screenshots",
  "fix",
];

const pages = listRepoFiles().filter((file) => file.endsWith(".md"));

describe("the words of npm run", () => {
  it("are all there, and each is one word", () => {
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(WORDS));
    expect(Object.keys(scripts).filter((word) => !/^[a-z0-9]+$/.test(word))).toEqual([]);
  });

  it.each(Object.entries(scripts))("%s runs files that exist", (_word, command) => {
    const sources = [...command.matchAll(/(?:server|tests)\/[\w/.-]+\.ts/g)].map(([path]) => path);
    const programs = [...command.matchAll(/dist\/server\/([\w.-]+)\.js/g)].map(
      ([, name = ""]) => `server/commands/${name}.ts`,
    );
    expect([...sources, ...programs].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it("are the only ones the pages tell people to type", () => {
    const builtIn = new Set(["ci", "install", "run", "test", "start"]);
    const unknown = pages.flatMap((page) =>
      [...readRepoFile(page).matchAll(/\bnpm (?:run )?(?:-s )?([a-z0-9][\w-]*)/g)]
        .map(([, word = ""]) => word)
        .filter((word) => !(word in scripts || builtIn.has(word)))
        .map((word) => `${page}: npm ${word}`),
    );
    expect(unknown).toEqual([]);
  });
});
