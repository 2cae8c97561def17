import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openJournal } from "../../server/journal/open-journal.ts";
import { formatHex } from "../../shared/codecs/bytes/hex.ts";
import type { WirePointList } from "../../shared/model/wire.ts";
import type { WireRoundHead } from "../../shared/model/wire-rounds.ts";
import { type CutLine, openCutLine } from "../support/cut-line.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import { hearTown, type StickFrame } from "../support/heard-town.ts";
import { makeProfile, type Phone, removeProfile, startPhone } from "../support/phone-browser.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";
import { openSerialLine, type SerialLine, whyNoSerialLine } from "../support/serial-line.ts";

/**
 * A round with the browser's own serial port: the office makes it, the phone receives it, the server
 * goes, the phone reads through reloads and kills, the server comes back and gets everything.
 */
const TOWN = { points: 60, days: 1 };
const PASSPHRASE = "four words on a dashboard";
const PACE_MS = 25;
const why = whyNoSerialLine();

let dataFolder = "";
let server: RunningServer;
let way: CutLine;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function makeRound(name: string): Promise<WireRoundHead> {
  const cookie = await signInToDemo(server.url, "office");
  const headers = { cookie, "content-type": "application/json" };
  const list = (await (await fetch(`${server.url}/api/v1/points`, { headers })).json()) as WirePointList;
  const body = JSON.stringify({ name, pointIds: list.points.map(({ id }) => id) });
  const answer = await fetch(`${server.url}/api/v1/rounds`, { method: "POST", headers, body });
  return (await answer.json()) as WireRoundHead;
}

async function signIn(phone: Phone): Promise<void> {
  const answer = await phone.context.request.post(`${way.url}/api/v1/demo-session`, {
    data: { person: "reader" },
  });
  expect(answer.ok()).toBe(true);
}

/** Pairs the phone and fetches its rounds and keys. */
async function prepare(phone: Phone, roundName: string): Promise<void> {
  await signIn(phone);
  await phone.page.goto(`${way.url}/read`);
  await phone.page.getByLabel("Passphrase, at least 8 characters").fill(PASSPHRASE);
  await phone.page.getByRole("button", { name: "Pair this phone" }).click();
  await phone.page.getByText(roundName).waitFor();
  await phone.page.getByText("Starts without network").waitFor();
  await phone.page.getByText(roundName).click();
}

const left = async (phone: Phone): Promise<number> =>
  Number(await phone.page.locator(".ring-left").textContent());

interface PhoneJournal {
  readonly frames: readonly { readonly hex: string; readonly atMs: number }[];
  readonly gaps: readonly { readonly fromMs: number; readonly toMs: number }[];
}

/** What the phone's own database holds, read past the app. */
const readJournal = async (phone: Phone): Promise<PhoneJournal> =>
  phone.page.evaluate(async () => {
    const opened = indexedDB.open("rounds-field");
    await new Promise((resolve) => opened.addEventListener("success", resolve));
    const all = (store: string): Promise<Record<string, unknown>[]> =>
      new Promise((resolve) => {
        const asked = opened.result.transaction(store).objectStore(store).getAll();
        asked.addEventListener("success", () => resolve(asked.result));
      });
    const hex = (bytes: Uint8Array): string =>
      Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join("");
    const chunks = await all("chunks");
    const gaps = await all("gaps");
    opened.result.close();
    return {
      frames: chunks.flatMap(({ frames }) =>
        (frames as { bytes: Uint8Array; atMs: number }[]).map(({ bytes, atMs }) => ({
          hex: hex(bytes),
          atMs,
        })),
      ),
      gaps: gaps.map(({ fromMs, toMs }) => ({ fromMs: Number(fromMs), toMs: Number(toMs) })),
    };
  });

describe.skipIf(why !== undefined)(
  `a phone reads over a serial port${why ? ` (skipped: ${why})` : ""}`,
  () => {
    let line: SerialLine;
    const profile = makeProfile();
    const log: StickFrame[] = [];

    beforeAll(async () => {
      dataFolder = makeDataFolder();
      server = await runServer({
        command: "demo",
        dataFolder,
        args: ["--points", `${TOWN.points}`, "--days", `${TOWN.days}`],
        readyWithinMs: 120_000,
      });
      way = await openCutLine(server.url);
      line = await openSerialLine(way.url);
    }, 180_000);
    afterAll(async () => {
      await line.close();
      await way.close();
      await server.stop();
      removeProfile(profile);
      removeDataFolder(dataFolder);
    });

    async function drive(frames: readonly StickFrame[]): Promise<void> {
      for (const frame of frames) {
        log.push(frame);
        line.send(frame.line);
        await pause(PACE_MS);
      }
    }

    type Span = readonly [afterMs: number, beforeMs: number];

    /** Runs of frames the phone does not have: from the last it has before to the first it has after. */
    function missingSpans(kept: ReadonlyMap<string, number>): readonly Span[] {
      const spans: Span[] = [];
      let afterMs = 0;
      let isMissing = false;
      for (const { hex } of log) {
        const atMs = kept.get(hex);
        if (atMs !== undefined && isMissing) spans.push([afterMs, atMs]);
        isMissing = atMs === undefined;
        afterMs = atMs ?? afterMs;
      }
      return isMissing ? [...spans, [afterMs, Number.POSITIVE_INFINITY]] : spans;
    }

    /** What the phone itself says it may have missed, as far as it did miss something. */
    const announcedSpans = ({ gaps }: PhoneJournal, kept: ReadonlyMap<string, number>): readonly Span[] =>
      gaps
        .map(({ fromMs, toMs }): Span => [fromMs, toMs])
        .filter(([fromMs, toMs]) => missingSpans(kept).some(([a, b]) => a === fromMs && b === toMs));

    it("loses nothing over two reloads and two kills without a server, and hands everything over", async () => {
      const round = await makeRound("Monday in the old town");
      const frames = hearTown(TOWN, 6);
      const heardMeters = new Set(frames.map(({ meter }) => meter)).size;
      const sixth = Math.ceil(frames.length / 6);
      const part = (n: number): readonly StickFrame[] => frames.slice(n * sixth, (n + 1) * sixth);
      expect(heardMeters).toBeGreaterThan(50);

      const start = (): Promise<Phone> => startPhone({ browserPath: line.browserPath, profile });
      let phone = await start();
      await prepare(phone, round.name);
      await phone.page.getByRole("button", { name: "USB or serial" }).click();
      await phone.page.getByText("Connected, nothing heard yet").waitFor();
      // The app set the stick to hear C1 and T1 with RSSI (IMST host protocol: A5 01 03 06 00 02 0A 30 01 00).
      expect(formatHex(Uint8Array.from(line.written))).toContain("A501030600020A300100");
      const total = await left(phone);
      way.cut();

      await drive(part(0));
      await phone.page.getByText("Hearing").waitFor();
      await expect.poll(() => left(phone)).toBeLessThan(total);
      for (const n of [1, 2]) {
        const [, reloaded] = await Promise.all([drive(part(n)), pause(300).then(() => phone.page.reload())]);
        expect(reloaded?.ok() ?? true).toBe(true);
      }
      for (const n of [3, 4]) {
        const driving = drive(part(n));
        await pause(500);
        await phone.kill();
        phone = await start();
        await phone.page.goto(`${way.url}/read/${round.id}`);
        await phone.page.getByText("Hearing").waitFor({ timeout: 30_000 });
        await driving;
      }
      await drive(part(5));
      await phone.page.getByText(/Offline since/).waitFor({ timeout: 40_000 });

      await expect
        .poll(async () => (await readJournal(phone)).frames.at(-1)?.hex, { timeout: 10_000 })
        .toBe(log.at(-1)?.hex);
      const journal = await readJournal(phone);
      const kept = new Map(journal.frames.map(({ hex, atMs }) => [hex, atMs]));
      expect(journal.frames.length).toBe(kept.size);
      const missing = log.filter(({ hex }) => !kept.has(hex));
      expect(missingSpans(kept)).toEqual(announcedSpans(journal, kept));
      expect(missing.length).toBeLessThan(log.length / 4);
      await expect.poll(() => left(phone), { timeout: 10_000 }).toBe(total - heardMeters);

      way.mend();
      await signIn(phone);
      await phone.page.getByRole("button", { name: "Send/Receive" }).click();
      await phone.page.getByText("Last complete exchange").waitFor({ timeout: 30_000 });
      const cookie = await signInToDemo(server.url, "office");
      const after = await fetch(`${server.url}/api/v1/rounds`, { headers: { cookie } });
      const { rounds } = (await after.json()) as { rounds: WireRoundHead[] };
      expect(rounds.find(({ id }) => id === round.id)).toMatchObject({ read: heardMeters });
      await phone.kill();
      await server.stop();
      expect(await serverFrames()).toEqual([...kept.keys()].sort());
    }, 240_000);

    /** What lies in the server's journal from phones. */
    async function serverFrames(): Promise<readonly string[]> {
      const journal = await openJournal(join(dataFolder, "demo", "journal"));
      if (!journal.ok) throw new Error(journal.error.kind);
      const frames = new Set<string>();
      for (let at = 0; ; ) {
        const entries = await journal.value.after(at, 500);
        const last = entries.at(-1);
        if (!last) break;
        at = last.seq;
        for (const { receiver, bytes } of entries)
          if (receiver.startsWith("Phone (")) frames.add(formatHex(bytes));
      }
      await journal.value.close();
      return [...frames].sort();
    }
  },
);
