import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { STATUS_IDS } from "../../shared/model/status.ts";
import type { enField } from "../../web/src/locales/field-en.ts";
import type { enUpkeep } from "../../web/src/locales/upkeep-en.ts";
import { listRepoFiles, ROOT, readRepoFile } from "./repo-files.ts";

const folder = join(ROOT, "web/src/locales");
const locales = readdirSync(folder)
  .filter((file) => /^[a-z]{2}\.ts$/.test(file))
  .map((file) => file.slice(0, 2));

/** Sentences by dotted key; one that chooses between forms is kept as the number of its values. */
function flattenSentences(
  value: unknown,
  prefix = "",
): readonly (readonly [key: string, sentence: string])[] {
  if (typeof value === "string") return [[prefix, value]];
  if (typeof value === "function") return [[prefix, `(${value.length})`]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    flattenSentences(inner, prefix === "" ? key : `${prefix}.${key}`),
  );
}

async function loadSentences(locale: string): Promise<ReadonlyMap<string, string>> {
  const load = async (file: string, name: string): Promise<unknown> =>
    ((await import(pathToFileURL(join(folder, file)).href)) as Record<string, unknown>)[name];
  const catalogues = [
    await load(`${locale}.ts`, locale),
    await load(`office-${locale}.ts`, `${locale}Office`),
    await load(`screens-${locale}.ts`, `${locale}Screens`),
  ];
  return new Map(catalogues.flatMap((catalogue) => flattenSentences(catalogue)));
}

const placeholders = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = ""]) => name).sort();

const wordsOf = (sentence: string): readonly string[] =>
  sentence.replace(/\{\{.*?\}\}/g, "").match(/\p{L}{2,}/gu) ?? [];

const english = await loadSentences("en");

describe("the catalogues", () => {
  it("exist in English, Danish and German", () => {
    expect(locales).toEqual(expect.arrayContaining(["da", "de", "en"]));
  });

  it.each(locales)(
    "%s has every sentence that English has, with the same places for values",
    async (locale) => {
      const sentences = await loadSentences(locale);
      expect([...sentences.keys()].sort()).toEqual([...english.keys()].sort());
      const differing = [...english].filter(
        ([key, sentence]) =>
          placeholders(sentence).join() !== placeholders(sentences.get(key) ?? "").join() ||
          sentences.get(key)?.trim() === "",
      );
      expect(differing.map(([key]) => key)).toEqual([]);
    },
  );

  it("say every info code and every refusal of the API in words", () => {
    const refusals = [...readRepoFile("server/http-error.ts").matchAll(/^ {2}"([a-z-]+\.[a-z-]+)": \[/gm)];
    expect(refusals.length).toBeGreaterThan(10);
    const spoken = [
      ...STATUS_IDS.map((id) => `status.${id}`),
      ...refusals.map(([, code = ""]) => `error.${code}`),
    ];
    expect(spoken.filter((key) => !english.has(key))).toEqual([]);
  });

  it("say in words what the audit log writes down", () => {
    const server = listRepoFiles().filter(
      (path) => /^server\/.*\.ts$/.test(path) && !path.includes(".test."),
    );
    const written = server.flatMap((path) =>
      [
        ...readRepoFile(path).matchAll(
          /(?:event: |note(?:Of)?\((?:c|caller), (?:deps, )?)["`]([a-z$][^"`\s]*\.[a-z-]+)["`]/g,
        ),
      ].map(([, event = ""]) => event),
    );
    expect(written).toEqual(expect.arrayContaining(["person.created", "phone.paired", "visit.received"]));
    const events = written.flatMap((event) =>
      event.startsWith("$") ? ["point", "group", "round"].map((kind) => `${kind}.edited`) : [event],
    );
    expect(events.filter((event) => !english.has(`people.auditEvent.${event}`))).toEqual([]);
  });

  it("are translated, not copied", async () => {
    for (const locale of locales.filter((name) => name !== "en")) {
      const sentences = await loadSentences(locale);
      const long = [...english].filter(([, sentence]) => wordsOf(sentence).length > 2);
      const copied = long.filter(([key, sentence]) => sentences.get(key) === sentence);
      expect(copied.map(([key]) => `${locale}: ${key}`)).toEqual([]);
    }
  });

  it.each([
    ["da", /\brunde(r|n|rne)?\b/i],
    ["de", /\bRunden?\b/],
  ] as const)("call a round by the glossary's word alone (%s)", async (locale, other) => {
    const sentences = [...(await loadSentences(locale))].filter(([, sentence]) => other.test(sentence));
    expect(sentences.map(([key]) => key)).toEqual([]);
  });

  it.each([
    ["en", "1 meter would be read anew.", "2 meters would be read anew."],
    ["da", "1 måler ville blive læst igen.", "2 målere ville blive læst igen."],
    ["de", "1 Zähler würde neu gelesen.", "2 Zähler würden neu gelesen."],
  ] as const)("speak of one as of one (%s)", async (locale, one, two) => {
    const file = pathToFileURL(join(folder, `upkeep-${locale}.ts`)).href;
    const catalogue = ((await import(file)) as Record<string, typeof enUpkeep>)[`${locale}Upkeep`];
    expect(catalogue?.anew.preview({ meters: 1, days: 35 }).startsWith(one)).toBe(true);
    expect(catalogue?.anew.preview({ meters: 2, days: 35 }).startsWith(two)).toBe(true);
  });

  it.each([
    ["en", "1,999 of 2,000 read"],
    ["da", "1.999 af 2.000 læst"],
    ["de", "1.999 von 2.000 gelesen"],
  ] as const)("write thousands on the phone as in the office (%s)", async (locale, said) => {
    const file = pathToFileURL(join(folder, `field-${locale}.ts`)).href;
    const catalogue = ((await import(file)) as Record<string, typeof enField>)[`${locale}Field`];
    expect(catalogue?.read.of(1999, 2000)).toBe(said);
  });

  it("leave no noun after a bare number that may be one", () => {
    const counted = [...english].filter(([, sentence]) =>
      /\{\{ \w+ \}\} (meters|readings|telegrams|reads|days|photos|times|entries|points|bars|intervals)\b/.test(
        sentence,
      ),
    );
    // Said only where there are more than a page shows.
    expect(counted.map(([key]) => key)).toEqual(["replay.desk.more"]);
  });
});
