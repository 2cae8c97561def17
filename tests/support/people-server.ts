import { createApp } from "../../server/app.ts";
import { type OpenDeps, openDeps } from "../../server/open-deps.ts";
import type { MeteringPoint } from "../../server/ports.ts";
import { openUtilityStore } from "../../server/store/open-utility-store.ts";
import type { Utility } from "../../server/utilities.ts";
import { type MeterKey, meterKeyOf } from "../../shared/model/meter-id.ts";
import type { AreaScope, Role } from "../../shared/model/permission.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { Register } from "../../shared/model/register.ts";
import type { Unit } from "../../shared/model/unit.ts";
import vectors from "../fixtures/vectors.json" with { type: "json" };
import { makeDataFolder, removeDataFolder } from "./run-server.ts";

/** The real server over real stores in a temporary folder, with a clock turned by hand. */
export const MASTER_KEY = new Uint8Array(32).fill(7);
export const T0 = Date.parse("2026-11-01T00:00:00Z");
const HOUR = 3_600_000;

export interface PeopleServer {
  readonly dataFolder: string;
  readonly town: Utility;
  /** Another utility on the same server. */
  readonly elsewhere: Utility;
  readonly app: ReturnType<typeof createApp>;
  readonly deps: OpenDeps["deps"];
  readonly clock: { nowMs: number };
  readonly reported: string[];
  close(): Promise<void>;
  /** Ends it and leaves its folder, for a server that is a process of its own. */
  leave(): Promise<string>;
}

export async function openPeopleServer(
  more: { readonly isDemo?: boolean; readonly access?: "open" | "enforced"; readonly utilities?: 1 | 2 } = {},
): Promise<PeopleServer> {
  const dataFolder = makeDataFolder();
  const clock = { nowMs: T0 + 72 * HOUR };
  const reported: string[] = [];
  if (more.utilities !== 1) {
    const made = await openUtilityStore({ dataFolder, utility: "elsewhere", masterKey: MASTER_KEY });
    if (!made.ok) throw new Error(made.error.kind);
    await made.value.close();
  }
  const opened = await openDeps({
    dataFolder,
    utility: "town",
    masterKey: MASTER_KEY,
    access: more.access ?? "enforced",
    isDemo: more.isDemo ?? false,
    publicHosts: ["rounds.example.org"],
    version: "test",
    report: (text) => reported.push(text),
    nowMs: () => clock.nowMs,
  });
  if (!opened.ok) throw new Error(opened.error.kind);
  const { deps, close } = opened.value;
  const { first: town } = deps.utilities;
  return {
    dataFolder,
    town,
    elsewhere: deps.utilities.find("elsewhere") ?? town,
    app: createApp(deps),
    deps,
    clock,
    reported,
    close: async () => {
      await close();
      removeDataFolder(dataFolder);
    },
    leave: async () => {
      await close();
      return dataFolder;
    },
  };
}

export const PASSWORD = "seven otters in a drawer";

/** Puts somebody into a utility as if they had been invited long ago. Costs no hashing without a password. */
export async function addPerson(
  { deps, clock }: PeopleServer,
  { store }: Utility,
  who: { readonly user: string; readonly role: Role; readonly areas?: AreaScope; readonly password?: string },
): Promise<string> {
  const { user, role, areas = "all", password } = who;
  const note = {
    atMs: clock.nowMs,
    event: "person.created",
    by: { name: "test", address: "", computer: "" },
  };
  const id = `id-${user}`;
  await store.people.create({ id, user, name: `Name of ${user}`, role, areas, isActive: true }, note);
  if (password !== undefined)
    await store.people.setPassword(id, { hash: await deps.signIn.passwords.hash(password) }, note);
  return id;
}

/** A point with one meter that has been there since the beginning of time. */
export async function addPoint(
  { points, store }: Utility,
  point: Pick<MeteringPoint, "id" | "area" | "address"> & {
    readonly serial: string;
    /** Registers beside E1, each one more an hour. */
    readonly more?: readonly { readonly register: Register; readonly unit: Unit; readonly first: number }[];
  },
): Promise<MeterKey> {
  const meter = meterKeyOf({ manufacturer: "KAM", id: point.serial, version: 0x34, deviceType: 0x04 });
  const { id, area, address } = point;
  await points.savePoints(
    [
      {
        id,
        area,
        address,
        number: `no-${id}`,
        postalCode: "5000",
        city: "Engby",
        medium: "heat",
        intervalMinutes: 60,
        customerNumber: `customer-${id}`,
        customerName: `Customer of ${id}`,
      },
    ],
    [{ pointId: id, meter, type: "MULTICAL 403", mountedAtMs: 0, startValues: [], endValues: [] }],
  );
  await points.saveKeys([{ meter, key: Uint8Array.from(Buffer.from(vectors.key, "hex")) }]);
  const n = 25;
  await store.readings.importMonths([
    {
      meter,
      timesMs: Float64Array.from({ length: n }, (_, i) => T0 + i * HOUR),
      registers: [{ register: "E1" as const, unit: "kWh" as const, first: 5000 }, ...(point.more ?? [])].map(
        ({ first, ...register }) => ({
          ...register,
          exponent: 0,
          counts: Float64Array.from({ length: n }, (_, i) => first + i),
        }),
      ),
      statusIndex: new Uint16Array(n),
      statusSets: [[]],
      marks: new Uint16Array(n),
      originIndex: new Uint16Array(n),
      origins: [{ source: "radio", receiver: "mast" }],
      frameSeq: new Float64Array(n).fill(Number.NaN),
    },
  ]);
  await points.load();
  return meter;
}

/** A MULTICAL 403's telegram under another serial number: its header is read, its cipher is not. */
function telegramOf(serial: string): string {
  const hex = vectors["403.full.telegram(no dll crc)"];
  const id = (serial.match(/../g) ?? []).reverse().join("");
  return `${hex.slice(0, 8)}${id}${hex.slice(16)}`;
}

/** Lets a utility hear this meter; the answer is the frame's number in its journal. */
export async function hear({ ingest }: Utility, serial: string, rxAtMs: number): Promise<number> {
  const bytes = Uint8Array.from(Buffer.from(telegramOf(serial), "hex"));
  const { lastSeq } = await ingest.receive([{ rxAtMs, receiver: `mast ${serial}`, link: "wmbus", bytes }]);
  await ingest.settled();
  return lastSeq;
}

/** What a meter of such a point says so many hours after the beginning of its readings. */
export const heatReading = (meter: MeterKey, hour: number, kWh: number): Reading => ({
  meter,
  atMs: T0 + hour * HOUR,
  values: [{ register: "E1", unit: "kWh", value: { digits: kWh, exponent: 0 } }],
  status: [],
  marks: [],
  source: "radio",
  receiver: "mast",
});
