import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openJournal } from "../../server/journal/open-journal.ts";
import { openUtilityStore } from "../../server/store/open-utility-store.ts";
import type { Hearing } from "../../shared/model/hearing.ts";
import { type MeterKey, meterKeyOf } from "../../shared/model/meter-id.ts";
import type { MeteringPoint } from "../../shared/model/metering-point.ts";
import type { WireHealth } from "../../shared/model/wire.ts";
import vectors from "../fixtures/vectors.json" with { type: "json" };
import { eventually } from "../support/app-driver.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";

/**
 * A server that is killed in mid-stream, again and again (DESIGN D2): what it acknowledged is in the
 * journal once, and every frame of a known meter is one reading.
 */
const KILLS = 10;
/** Frames of each server that are acknowledged before it dies at the earliest. */
const ACKNOWLEDGED = 6;
const MASTER_KEY = Uint8Array.from(Buffer.from(`${"00".repeat(31)}01`, "hex"));
const METER = meterKeyOf({ manufacturer: "KAM", id: "90000001", version: 0x34, deviceType: 0x04 });
const T0 = Date.parse("2026-11-01T00:00:00Z");
const dataFolder = makeDataFolder();
afterAll(() => removeDataFolder(dataFolder));

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const point: MeteringPoint = {
  id: "p1",
  number: "1",
  address: "Engvej 1",
  postalCode: "5000",
  city: "Engby",
  area: "North",
  medium: "heat",
  intervalMinutes: 1,
  customerNumber: "1",
  customerName: "A. Jensen",
};

async function prepare(): Promise<string> {
  const store = await openUtilityStore({ dataFolder, utility: "utility", masterKey: MASTER_KEY });
  if (!store.ok) throw new Error(store.error.kind);
  const segment = {
    pointId: "p1",
    meter: METER,
    type: "MULTICAL 403",
    mountedAtMs: T0 - 1,
    startValues: [],
    endValues: [],
  };
  await store.value.points.save([point], [segment]);
  await store.value.keys.save([{ meter: METER, key: Uint8Array.from(Buffer.from(vectors.key, "hex")) }]);
  const token = await store.value.gateways.create("mast");
  await store.value.close();
  return token;
}

/** Frame n is heard in minute n, so that at an interval of one minute each is a reading of its own. */
const telegramOf = (n: number) => ({ rxAt: T0 + n * 60_000, raw: vectors["403.full.telegram(no dll crc)"] });

/** Sends frames one request after another until the server dies; what it answered 200 to is acknowledged. */
async function streamUntilDeath(
  server: RunningServer,
  token: string,
  from: number,
  acknowledged: Set<number>,
): Promise<number> {
  let next = from;
  for (;;) {
    const frames = Array.from({ length: 1 + (next % 7) }, (_, i) => next + i);
    try {
      const answer = await fetch(`${server.url}/ingest/v1/telegrams`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(frames.map(telegramOf)),
      });
      if (!answer.ok) throw new Error(`refused with ${answer.status}: ${await answer.text()}`);
      for (const n of frames) acknowledged.add(n);
      next += frames.length;
    } catch (error) {
      if (error instanceof TypeError) return next;
      throw error;
    }
  }
}

async function readJournal(): Promise<readonly Hearing[]> {
  const journal = await openJournal(join(dataFolder, "utility", "journal"));
  if (!journal.ok) throw new Error(journal.error.kind);
  const entries = await journal.value.after(0, 1_000_000);
  await journal.value.close();
  return entries;
}

async function readTimes(meter: MeterKey): Promise<readonly number[]> {
  const store = await openUtilityStore({ dataFolder, utility: "utility", masterKey: MASTER_KEY });
  if (!store.ok) throw new Error(store.error.kind);
  const readings = await store.value.readings.newest(meter, Number.MAX_SAFE_INTEGER, 1_000_000);
  await store.value.close();
  return readings.map((reading) => reading.atMs).sort((a, b) => a - b);
}

describe("a server killed in mid-stream", () => {
  it(`loses no acknowledged frame and doubles none over ${KILLS} kills`, async () => {
    const token = await prepare();
    const acknowledged = new Set<number>();
    let next = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const server = await runServer({ dataFolder });
      const streaming = streamUntilDeath(server, token, next, acknowledged);
      const before = acknowledged.size;
      await eventually(
        () => acknowledged.size,
        (size) => size >= before + ACKNOWLEDGED,
      );
      await pause(37 * kill);
      await server.kill();
      // The request that was cut off is sent again after the restart, as a gateway does.
      next = await streaming;
    }
    const last = await runServer({ dataFolder });
    await waitUntilDecoded(last);
    await last.stop();

    const heard = (await readJournal()).map((hearing) => (hearing.rxAtMs - T0) / 60_000);
    expect(acknowledged.size).toBeGreaterThanOrEqual(KILLS * ACKNOWLEDGED);
    expect(new Set(heard).size, "no frame stands twice").toBe(heard.length);
    expect(
      [...acknowledged].filter((n) => !heard.includes(n)),
      "acknowledged but not in the journal",
    ).toEqual([]);
    expect(await readTimes(METER), "one reading for every frame").toEqual(
      heard.map((n) => T0 + n * 60_000).sort((a, b) => a - b),
    );
  }, 300_000);
});

async function waitUntilDecoded(server: RunningServer): Promise<void> {
  await eventually(
    async () => (await (await fetch(`${server.url}/health`)).json()) as WireHealth,
    ({ decodedSeq, journalSeq }) => decodedSeq === journalSeq,
  );
}
