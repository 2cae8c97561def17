import { afterEach, describe, expect, it } from "vitest";
import { addUtility } from "../../server/add-utility.ts";
import { listUtilities, openDeps } from "../../server/open-deps.ts";
import { MASTER_KEY } from "../support/people-server.ts";
import { makeDataFolder, removeDataFolder } from "../support/run-server.ts";

let dataFolder = "";
afterEach(() => removeDataFolder(dataFolder));

const options = () => ({
  dataFolder,
  utility: "town",
  masterKey: MASTER_KEY,
  version: "test",
  report: () => undefined,
});

describe("adding a utility", () => {
  it("makes a folder of its own with its own store, and the server holds both from its next start", async () => {
    dataFolder = makeDataFolder();
    const added = {
      dataFolder,
      masterKey: MASTER_KEY,
      utility: "north",
      name: "North Heat",
      timeZone: "Europe/Berlin",
    };
    expect(await addUtility(added)).toEqual({ ok: true, value: undefined });
    const opened = await openDeps(options());
    if (!opened.ok) throw new Error(opened.error.kind);
    const { utilities } = opened.value.deps;
    expect(utilities.all().map(({ id }) => id)).toEqual(["town", "north"]);
    expect(await utilities.find("north")?.store.settings.utility()).toMatchObject({
      name: "North Heat",
      timeZone: "Europe/Berlin",
    });
    await opened.value.close();
    expect(listUtilities(dataFolder)).toEqual(["north", "town"]);
  });

  it("leaves one that is there as it is", async () => {
    dataFolder = makeDataFolder();
    const added = {
      dataFolder,
      masterKey: MASTER_KEY,
      utility: "north",
      name: "North Heat",
      timeZone: "Europe/Berlin",
    };
    await addUtility(added);
    expect(await addUtility({ ...added, name: "Other" })).toMatchObject({
      error: { kind: "utility-exists" },
    });
  });

  it("with another master key stops the whole start with one sentence, and leaves nothing open", async () => {
    dataFolder = makeDataFolder();
    const masterKey = new Uint8Array(32).fill(9);
    await addUtility({ dataFolder, masterKey, utility: "north", name: "North", timeZone: "Europe/Berlin" });
    expect(await openDeps(options())).toMatchObject({ ok: false, error: { kind: "wrong-master-key" } });
    const alone = await openDeps({ ...options(), dataFolder: `${dataFolder}/elsewhere` });
    expect(alone.ok).toBe(true);
    if (alone.ok) await alone.value.close();
  });
});
