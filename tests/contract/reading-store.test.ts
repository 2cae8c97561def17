import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DecodedBatch, ReadingStore } from "../../server/reading-ports.ts";
import { openStoreCore } from "../../server/store/open-store-core.ts";
import { openUtilityStore } from "../../server/store/open-utility-store.ts";
import { packCommit } from "../../server/store/reading-log.ts";
import { ShadowReadingStore } from "../support/shadow-reading-store.ts";
import type { StoreUnderTest } from "../support/store-under-test.ts";
import { readingStoreContract } from "./reading-store.contract.ts";

const masterKey = new Uint8Array(32).fill(7);

async function shadowUnderTest(): Promise<StoreUnderTest> {
  const test: StoreUnderTest = {
    store: new ShadowReadingStore(),
    fold: async () => undefined,
    reopen: async () => test,
    close: async () => undefined,
  };
  return test;
}

const newFolder = () => mkdtempSync(join(tmpdir(), "rounds-contract-"));

async function threadUnderTest(dataFolder = newFolder()): Promise<StoreUnderTest> {
  const opened = await openUtilityStore({ dataFolder, utility: "town", masterKey });
  if (!opened.ok) throw new Error(opened.error.kind);
  const store = opened.value;
  return {
    store: store.readings,
    fold: () => store.upkeep.fold(),
    reopen: async () => {
      await store.close();
      return threadUnderTest(dataFolder);
    },
    close: async () => {
      await store.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The same store on this thread: folds in slices, so that commits come in between. */
async function coreUnderTest(dataFolder = newFolder()): Promise<StoreUnderTest> {
  const opened = openStoreCore({ dataFolder, utility: "town", masterKey });
  if (!opened.ok) throw new Error(opened.error.kind);
  const core = opened.value;
  const answers =
    (method: keyof ReadingStore) =>
    async (...args: never[]) =>
      (core.readings as unknown as Record<string, (...args: never[]) => unknown>)[method]?.(...args);
  const store = new Proxy({} as ReadingStore, {
    get: (_, method: keyof ReadingStore) =>
      method === "commit"
        ? async (batch: DecodedBatch) => core.readings.commitAll([packCommit(batch)])
        : answers(method),
  });
  return {
    store,
    // One meter only: the rest stays half-way, in the batch log and in blocks.
    fold: async () => void core.readings.foldStep(0),
    reopen: async () => {
      core.close();
      return coreUnderTest(dataFolder);
    },
    close: async () => {
      core.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

readingStoreContract("the plain model", shadowUnderTest);
readingStoreContract("libSQL on this thread", () => coreUnderTest());
readingStoreContract("libSQL in its thread", () => threadUnderTest(), 8);
