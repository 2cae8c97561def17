import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

/** What git ignores is not of the repository: folders by name, as .gitignore lists them. */
const NOT_OURS = new Set([
  ".git",
  ...readFileSync(join(ROOT, ".gitignore"), "utf8")
    .split("\n")
    .filter((line) => line.endsWith("/"))
    .map((line) => line.slice(0, -1)),
]);

/** Every file of the repository, as a path from its root with forward slashes. */
export function listRepoFiles(folder = ROOT): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listRepoFiles(path) : [relative(ROOT, path).replaceAll("\\", "/")];
  });
}

export const readRepoFile = (path: string): string => readFileSync(join(ROOT, path), "utf8");

export const isCode = (path: string): boolean => /^(shared|server|web|tests)\/.*\.tsx?$/.test(path);
