import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openUtilityStore } from "./open-utility-store.ts";

let dataFolder = "";
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "rounds-store-"));
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

const masterKey = new Uint8Array(32).fill(7);

describe("opening a utility's store", () => {
  it("starts its thread, keeps what is saved and finds it again after closing", async () => {
    const first = await openUtilityStore({ dataFolder, utility: "town", masterKey });
    if (!first.ok) throw new Error(first.error.kind);
    await first.value.settings.saveUtility({ name: "Town", timeZone: "Europe/Berlin" });
    await first.value.close();

    const second = await openUtilityStore({ dataFolder, utility: "town", masterKey });
    if (!second.ok) throw new Error(second.error.kind);
    expect(await second.value.settings.utility()).toEqual({ name: "Town", timeZone: "Europe/Berlin" });
    await second.value.close();
  });

  it("refuses another master key than the one the file was made with", async () => {
    const first = await openUtilityStore({ dataFolder, utility: "town", masterKey });
    if (!first.ok) throw new Error(first.error.kind);
    await first.value.close();
    const second = await openUtilityStore({ dataFolder, utility: "town", masterKey: new Uint8Array(32) });
    expect(second).toMatchObject({ ok: false, error: { kind: "wrong-master-key" } });
  });
});
