import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, readRepoFile } from "./repo-files.ts";

interface Feature {
  readonly number: string;
  readonly state: string;
  /** `file › title of the test`. */
  readonly proofs: readonly { readonly file: string; readonly title: string }[];
}

const features: readonly Feature[] = readRepoFile("docs/features.md")
  .split("\n")
  .filter((line) => /^\| (\d|6\.)/.test(line))
  .map((line) => {
    const [, number = "", , state = "", proof = ""] = line.split("|").map((cell) => cell.trim());
    const proofs = proof
      .split("<br>")
      .filter((text) => text !== "")
      .map((text) => {
        const [file = "", title = ""] = text.split(" › ");
        return { file: file.replaceAll("`", ""), title };
      });
    return { number, state, proofs };
  });

const isProven = ({ file, title }: Feature["proofs"][number]): boolean =>
  /\.(test|e2e)\.tsx?$/.test(file) &&
  title !== "" &&
  existsSync(join(ROOT, file)) &&
  readRepoFile(file).includes(title);

describe("docs/features.md", () => {
  it("has a line for each of the 121 capabilities and the 15 that go beyond them", () => {
    const expected = [
      ...Array.from({ length: 121 }, (_, n) => `${n + 1}`),
      ...Array.from({ length: 15 }, (_, n) => `6.${n + 1}`),
    ];
    expect(features.map(({ number }) => number)).toEqual(expected);
  });

  it("says done, part or open of each", () => {
    expect(features.filter(({ state }) => !["done", "part", "open"].includes(state))).toEqual([]);
  });

  it("names a test that exists for everything done or part of it", () => {
    const unproven = features
      .filter(({ state }) => state !== "open")
      .filter(({ proofs }) => proofs.length === 0 || !proofs.every(isProven));
    expect(unproven).toEqual([]);
  });
});
