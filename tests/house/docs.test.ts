import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { isCode, listRepoFiles, ROOT, readRepoFile } from "./repo-files.ts";

const files = listRepoFiles();
const pages = files.filter((file) => file.endsWith(".md"));
const code = files.filter(isCode);

const headingId = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .trim()
    .replaceAll(" ", "-");

const headingIds = (page: string): readonly string[] =>
  [...readRepoFile(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => headingId(heading));

describe("the pages", () => {
  it.each(pages)("%s links only to files and headings that exist", (page) => {
    const broken = [...readRepoFile(page).matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)]
      .map(([, link, picture = ""]) => link ?? picture)
      .filter((target) => !/^(https?|mailto):/.test(target))
      .filter((target) => {
        const [path = "", heading] = target.split("#");
        const file = path === "" ? page : normalize(join(dirname(page), path));
        if (!existsSync(join(ROOT, file))) return true;
        return heading !== undefined && !headingIds(file).includes(heading);
      });
    expect(broken).toEqual([]);
  });

  it.each(pages)("%s names only files that exist", (page) => {
    const mentions = [...readRepoFile(page).matchAll(/`((?:shared|server|web|tests|docs|\.ci)\/[\w./-]+)`/g)];
    const gone = mentions.map(([, path = ""]) => path).filter((path) => !existsSync(join(ROOT, path)));
    expect(gone).toEqual([]);
  });

  it("hold every design decision that a comment cites", () => {
    const design = readRepoFile("docs/design.md");
    const cited = new Set(
      code.flatMap((file) => [...readRepoFile(file).matchAll(/\bDESIGN (D\d+)\b/g)].map(([, id = ""]) => id)),
    );
    expect([...cited].filter((id) => !design.includes(`**${id} `))).toEqual([]);
  });
});
