import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatHex } from "../../shared/codecs/bytes/hex.ts";
import { joinHeadHearing } from "../../shared/codecs/kmp/head-hearing.ts";
import { encodeKmpFrame, type KmpFrame } from "../../shared/codecs/kmp/kmp-frame.ts";
import {
  getLogFromOffsetRequest,
  getRegisterRequest,
  getSerialRequest,
} from "../../shared/codecs/kmp/kmp-request.ts";
import { meterKeyOf } from "../../shared/model/meter-id.ts";
import type { WireIngestAnswer, WireReadings, WireTelegramView } from "../../shared/model/wire.ts";
import { OpticalMeter } from "../../shared/simulator/optical-meter.ts";
import { addPerson, addPoint, openPeopleServer, type PeopleServer, T0 } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

/** What a phone read at a door reaches the office like any other reading. */
let server: PeopleServer;
let reader: TestBrowser;

beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await addPerson(server, server.town, { user: "anna", role: "superuser" });
  await addPoint(server.town, { id: "p1", area: "North", address: "Engvej 1", serial: "80000001" });
  reader = await signedInBrowser(server, "id-anna");
});
afterAll(() => server.close());

const DAY = 86_400_000;
/** Ten days after the meter was mounted; its clock is an hour ahead of UTC, as Danish winter time is. */
const READ_AT = T0 + 10 * DAY;

function hearingOf(meter: OpticalMeter, request: KmpFrame): string {
  const wireOf = (asked: KmpFrame): Uint8Array => {
    const answer = meter.answer(asked);
    if (typeof answer !== "object") throw new Error("no answer");
    return encodeKmpFrame(answer);
  };
  return formatHex(joinHeadHearing(wireOf(getSerialRequest()), wireOf(request)));
}

const post = (raws: readonly string[]): Promise<WireIngestAnswer> =>
  reader.json(
    "POST",
    "/api/v1/hearings?phone=12345678-aaaa",
    raws.map((raw) => ({ rxAt: READ_AT, medium: "kmp", raw })),
  );

describe("what an optical head heard", () => {
  const meter = new OpticalMeter({ serial: 80_000_001, clockMs: () => READ_AT + 3_600_000, info: 8 });

  it("is kept as it came, and becomes readings of the moments it is true of", async () => {
    const now = hearingOf(meter, getRegisterRequest([60, 68, 369, 1002, 1003]));
    const days = hearingOf(
      meter,
      getLogFromOffsetRequest({ log: "day", offset: 0, rows: 20, registers: [1003, 60] }),
    );
    expect(await post([now, days])).toMatchObject({ accepted: 2, duplicates: 0 });
    await server.town.ingest.settled();
    const { readings } = await reader.json<WireReadings>("GET", "/api/v1/points/p1/readings?limit=100");
    const [newest, ...logged] = readings.filter(({ source }) => source === "optical");
    expect(newest).toMatchObject({ atMs: READ_AT, source: "optical", status: ["t1-above-range"] });
    expect(logged).toHaveLength(20);
    for (const { atMs } of logged) {
      expect((atMs + 3_600_000) % DAY, "midnight of the meter's clock").toBe(0);
    }
    const energy = logged.map(({ values }) =>
      Number(values.find(({ register }) => register === "E1")?.value),
    );
    expect(energy.every((kwh, n) => n === 0 || kwh < (energy[n - 1] ?? 0))).toBe(true);

    const seq = newest?.frameSeq ?? 0;
    const view = await reader.json<WireTelegramView>("GET", `/api/v1/telegrams/${seq}`);
    expect(view).toMatchObject({ link: "kmp", raw: now });
    expect(view.decoded?.meter).toMatchObject({ manufacturer: "KAM", id: "80000001" });
  });

  it("says nothing of the time before the meter came to this place", async () => {
    const { points } = server.town;
    const found = points.mountedAt({ manufacturer: "KAM", id: "80000001", version: 0, deviceType: 0 });
    if (!found) throw new Error("not mounted");
    const moved = { ...found.point, id: "p2" };
    const key = meterKeyOf({ manufacturer: "KAM", id: "80000002", version: 0x34, deviceType: 0x04 });
    const mountedAtMs = READ_AT - 5.5 * DAY;
    const segment = { ...found.segment, pointId: "p2", meter: key, mountedAtMs };
    await points.savePoints([moved], [segment]);
    const other = new OpticalMeter({ serial: 80_000_002, clockMs: () => READ_AT + 3_600_000 });
    await post([
      hearingOf(other, getLogFromOffsetRequest({ log: "day", offset: 0, rows: 20, registers: [1003, 60] })),
    ]);
    await server.town.ingest.settled();
    const { readings } = await reader.json<WireReadings>("GET", "/api/v1/points/p2/readings?limit=100");
    expect(readings.length).toBeGreaterThanOrEqual(5);
    expect(readings.every(({ atMs }) => atMs >= mountedAtMs)).toBe(true);
  });

  it("is a reading as well when an older meter answered in text, as far as its text has units", async () => {
    await addPoint(server.town, { id: "p3", area: "North", address: "Engvej 3", serial: "80000003" });
    const [energy, other] = ["0012.345", "0012.346"];
    const textOf = (number: string, mwh = energy): string => {
      const body = `0.0(${number})6.8(${mwh}*MWh)6.26(00987.65*m3)!\r\n\x03`;
      const bcc = [...body].reduce((check, one) => check ^ one.charCodeAt(0), 0);
      return formatHex(Buffer.from(`/KAM0MC\r\n\x02${body}${String.fromCharCode(bcc)}`));
    };
    const hash = formatHex(
      Buffer.from(
        `00080000003 ${new Array(6).fill("0000000").join(" ")} 01119 0000000 261123\r` +
          "0012345 0098765 0004711 0007312 0004120 0003192 0000123 0000330 0000456 0000000\r",
      ),
    );
    const readings = async () =>
      (await reader.json<WireReadings>("GET", "/api/v1/points/p3/readings?limit=100")).readings.filter(
        ({ source }) => source === "optical",
      );
    expect(await post([textOf("80000003")])).toMatchObject({ accepted: 1 });
    await server.town.ingest.settled();
    expect(await readings()).toMatchObject([
      {
        atMs: READ_AT,
        source: "optical",
        values: [
          { register: "E1", value: "12.345", unit: "MWh" },
          { register: "V1", value: "987.65", unit: "m³" },
        ],
      },
    ]);
    // One digit changed on the way, and a meter nobody knows: nothing.
    await post([textOf("80000003").replace("2E333435", "2E333436"), textOf("70000009", other)]);
    await server.town.ingest.settled();
    expect(await readings()).toHaveLength(1);
    // Digits without their decimals are kept as telegram and are no value.
    const answer = await reader.json<WireIngestAnswer>("POST", "/api/v1/hearings?phone=12345678-aaaa", [
      { rxAt: READ_AT + 60_000, medium: "kmp", raw: hash },
    ]);
    await server.town.ingest.settled();
    const registers = (await readings()).find(({ atMs }) => atMs === READ_AT + 60_000)?.values ?? [];
    expect(new Set(registers.map(({ register }) => register))).toEqual(
      new Set(["hours", "t1", "t2", "dt", "power1", "flow1"]),
    );
    const view = await reader.json<WireTelegramView>("GET", `/api/v1/telegrams/${answer.journalSeq}`);
    expect(view).toMatchObject({ link: "kmp", raw: hash });
  });

  it("is the same when it comes twice, and nothing when it is damaged", async () => {
    const now = hearingOf(meter, getRegisterRequest([60, 68, 369, 1002, 1003]));
    expect(await post([now])).toMatchObject({ accepted: 0, duplicates: 1 });
    const damaged = `${now.slice(0, -6)}${now.slice(-6, -5) === "0" ? "1" : "0"}${now.slice(-5)}`;
    await post([damaged]);
    await server.town.ingest.settled();
    const { readings } = await reader.json<WireReadings>("GET", "/api/v1/points/p1/readings?limit=100");
    expect(readings.filter(({ atMs }) => atMs === READ_AT)).toHaveLength(1);
  });
});
