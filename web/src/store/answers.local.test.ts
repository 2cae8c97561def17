import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openLocalAnswers } from "./answers.local.ts";
import { forgetKeptLists } from "./kept-lists.ts";
import "fake-indexeddb/auto";

/** The browser's caches, as far as they are used: names, and in each what was put under which path. */
const caches = new Map<string, Map<string, Response>>();
const open = async (name: string) => {
  const cache = caches.get(name) ?? new Map<string, Response>();
  caches.set(name, cache);
  return {
    put: async (key: string, answer: Response) => void cache.set(key, answer),
    match: async (key: string) => cache.get(key)?.clone(),
    delete: async (key: string) => cache.delete(key),
    keys: async () => [...cache.keys()].map((key) => ({ url: `https://rounds.example.org${key}` })),
  };
};
beforeEach(() => {
  caches.clear();
  vi.stubGlobal("caches", { open, delete: async (name: string) => caches.delete(name) });
});
afterEach(() => vi.unstubAllGlobals());

it("keeps the last answers of each kind for whoever had them, the newest first", async () => {
  const ada = openLocalAnswers({ utility: "town", personId: "ada" }, 2);
  for (const name of ["a/1", "a/2", "b/1", "a/3"]) await ada.keepValue(name, { name });
  expect(await ada.names("a")).toEqual(["a/3", "a/2"]);
  expect(await ada.findValue("a/3")).toMatchObject({ value: { name: "a/3" } });
  expect(await ada.findValue("b/1")).toMatchObject({ value: { name: "b/1" } });
  expect(await openLocalAnswers({ utility: "town", personId: "bo" }).findValue("a/3")).toBeUndefined();
});

it("keeps nothing any more for somebody who signed out, also of an answer that was on its way", async () => {
  const eva = { utility: "town", personId: "eva" };
  const shelf = openLocalAnswers(eva);
  await shelf.keepValue("heard", { meters: ["KAM-90000001-34-04"] });
  await forgetKeptLists(eva);
  await shelf.keepValue("heard", { meters: ["KAM-90000001-34-04"] });
  await openLocalAnswers(eva).keepValue("live", {});
  expect([...caches.keys()]).toEqual([]);
});
