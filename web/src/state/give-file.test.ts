import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { giveFile } from "./give-file.ts";

const FILE = new File(["page"], "Street 1.html", { type: "text/html" });
let saved: string[] = [];
beforeEach(() => {
  saved = [];
  vi.useFakeTimers();
  const link = { href: "", download: "", click: () => void saved.push(link.download) };
  vi.stubGlobal("document", { createElement: () => link });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it.each([
  ["is saved where the phone refuses to share it after all", "NotAllowedError", ["Street 1.html"]],
  ["is left where somebody changes their mind", "AbortError", []],
])("%s", async (_, name, expected) => {
  const share = () => Promise.reject(new DOMException("no", name));
  vi.stubGlobal("navigator", { canShare: () => true, share });
  await giveFile(FILE);
  expect(saved).toEqual(expected);
});

it("is saved where nothing can be shared", async () => {
  vi.stubGlobal("navigator", {});
  await giveFile(FILE);
  expect(saved).toEqual(["Street 1.html"]);
});
