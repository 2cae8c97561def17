import { expect } from "vitest";
import type { WirePoint, WirePointList } from "../../shared/model/wire.ts";
import type { WireRoundHead } from "../../shared/model/wire-rounds.ts";
import { type CutLine, openCutLine } from "./cut-line.ts";
import { fetchAnew, signInToDemo } from "./demo-sign-in.ts";
import { hearTown, type StickFrame } from "./heard-town.ts";
import { type Phone, removeProfile } from "./phone-browser.ts";
import { serialPhone } from "./phone-lines.ts";
import { type Car, drive, killCar, killPhone, openCar, serialOf } from "./road-car.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "./run-server.ts";
import { NEW_METER, type Scripted, scriptCauses } from "./scripted-causes.ts";
import { openSerialLine, type SerialLine } from "./serial-line.ts";

const TOWN = { points: 560, days: 1 };
export const POINTS = 500;
const ROUND = "The scripted day";
export const EARLIER = "Last week";
const HOUR_MS = 3_600_000;
const PATIENCE_MS = 60_000;

export interface StoredRead {
  readonly roundId: string;
  readonly pointId: string;
  readonly atMs: number;
  readonly value: { readonly value: string; readonly unit: string };
}

/** A meter that was exchanged, and the value its old one ended at. */
export interface Exchanged {
  readonly point: WirePoint;
  readonly newSerial: string;
  readonly value: string;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * The world of the scripted day: a town whose office made two rounds, a car with a stick on the phone's own
 * port, the way between phone and server, and what is heard of whom. Its methods are what people do in it.
 */
export class ScriptedDay {
  readonly dataFolder = makeDataFolder();
  readonly exchanged: Exchanged[] = [];
  server!: RunningServer;
  way!: CutLine;
  line!: SerialLine;
  car!: Car;
  round!: WireRoundHead;
  points: readonly WirePoint[] = [];
  script: readonly Scripted[] = [];
  /** How often the phone's browser was killed. */
  kills = 0;
  /** A browser killed within half a minute of signing in has not written its cookies yet. */
  signedIn: Car["cookies"] = [];
  #port = "";
  #cookie = "";
  #here = { latitude: 0, longitude: 0 };
  #saying: ReturnType<typeof setInterval> | undefined;
  #frames: readonly StickFrame[] = [];

  async open(): Promise<void> {
    this.server = await runServer({
      command: "demo",
      dataFolder: this.dataFolder,
      args: ["--points", `${TOWN.points}`, "--days", `${TOWN.days}`, "--rate", "1"],
      readyWithinMs: 170_000,
    });
    this.#port = new URL(this.server.url).port;
    this.way = await openCutLine(this.server.url);
    this.#frames = hearTown(TOWN, 12);
    this.#cookie = await signInToDemo(this.server.url, "office");
    await this.#makeRounds();
    this.line = await openSerialLine(this.way.url);
    await this.#openCar();
  }

  async #makeRounds(): Promise<void> {
    const { points } = await this.office<WirePointList>("/api/v1/points");
    const heard = points
      .filter(({ meter }) => meter && this.framesOf(meter.serial).length >= 3)
      .slice(0, POINTS);
    expect(heard.length).toBe(POINTS);
    this.points = heard;
    this.script = scriptCauses(heard, (serial) => this.framesOf(serial));
    await this.#putUpMeterWithoutKey();
    this.round = await this.office<WireRoundHead>("/api/v1/rounds", {
      name: ROUND,
      pointIds: heard.map(({ id }) => id),
    });
    const others = points.filter(({ id }) => !heard.some((point) => point.id === id));
    await this.office("/api/v1/rounds", { name: EARLIER, pointIds: others.slice(0, 5).map(({ id }) => id) });
  }

  async #putUpMeterWithoutKey(): Promise<void> {
    const { point } = this.of("no-key");
    await this.office("/api/v1/visits", {
      id: "exchange-without-key",
      pointId: point.id,
      meter: point.meter?.key,
      atMs: Date.now() - 600_000,
      outcome: "exchanged",
      values: [{ register: "E1", value: "99999999", unit: "kWh" }],
      exchange: {
        meter: `KAM-${NEW_METER}-34-04`,
        type: "MULTICAL 403",
        startValues: [{ register: "E1", value: "0", unit: "kWh" }],
      },
      doubts: [],
      note: "",
    });
  }

  async #openCar(): Promise<void> {
    const phoneLine = serialPhone(this.line);
    const start: typeof phoneLine.start = async (options) => {
      const phone = await phoneLine.start(options);
      await phone.context.grantPermissions(["geolocation"]);
      // The depot, a kilometre from the first house.
      const { lat = 0, lon = 0 } = this.points[0] ?? {};
      this.#here = { latitude: lat - 0.009, longitude: lon };
      await this.#sayHere(phone);
      await phone.context.addCookies(this.signedIn);
      return phone;
    };
    this.car = await openCar({ ...phoneLine, start }, "reader");
  }

  /** Again and again, as phones do: a place that is said once is soon too old to be one. */
  async #sayHere(phone: Phone): Promise<void> {
    clearInterval(this.#saying);
    await phone.context.setGeolocation(this.#here);
    const again = (): void => void phone.context.setGeolocation(this.#here).catch(() => undefined);
    this.#saying = setInterval(again, 2000);
  }

  async close(): Promise<void> {
    clearInterval(this.#saying);
    await this.car?.phone.kill();
    await this.line?.close();
    await this.way?.close();
    await this.server?.stop();
    if (this.car) removeProfile(this.car.profile);
    removeDataFolder(this.dataFolder);
  }

  /** The same server, as after an interruption. */
  async startServer(): Promise<void> {
    this.server = await runServer({
      dataFolder: this.dataFolder,
      args: ["--utility", "demo", "--port", this.#port],
      readyWithinMs: PATIENCE_MS,
    });
  }

  /** What the office's own calls say. */
  async office<T>(path: string, body?: object): Promise<T> {
    const headers = { cookie: this.#cookie, "content-type": "application/json" };
    const init = body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers };
    const answer = await fetchAnew(`${this.server.url}${path}`, init);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  press(name: string): Promise<void> {
    return this.car.phone.page.getByRole("button", { name, exact: true }).click();
  }

  sees(text: string): Promise<void> {
    return this.car.phone.page.getByText(text).first().waitFor({ timeout: PATIENCE_MS });
  }

  async kill(): Promise<void> {
    this.kills += 1;
    await killCar(this.car, { url: this.way.url, round: ROUND });
  }

  /** Another kill, at a page that is not the round's. */
  async restartAt(url: string): Promise<void> {
    this.kills += 1;
    await killPhone(this.car);
    this.car.phone = await this.car.line.start({ profile: this.car.profile });
    await this.car.phone.page.goto(url);
  }

  /** On hold: the line is free for a head. */
  async hold(): Promise<void> {
    await this.press("Hold");
    await this.sees("Not connected");
  }

  /** Back on the round's page, with the stick on the line. */
  async hearAgain(): Promise<void> {
    await this.car.phone.page.goto(`${this.way.url}/read/${this.round.id}`);
    await this.car.line.connect(this.car.phone);
    await this.sees("Connected, nothing heard yet");
  }

  /** Stands at a point's door until the phone knows. */
  async standAt(point: WirePoint): Promise<void> {
    const { lat: latitude = 0, lon: longitude = 0 } = point;
    this.#here = { latitude, longitude };
    await this.#sayHere(this.car.phone);
    const row = this.car.phone.page.locator(".field-row").filter({ hasText: point.address });
    await row.filter({ hasText: "0 m" }).first().waitFor({ timeout: PATIENCE_MS });
  }

  framesOf(serial: string): readonly StickFrame[] {
    return this.#frames.filter(({ meter }) => serialOf(meter) === serial);
  }

  of(cause: Scripted["cause"]): Scripted {
    const found = this.script.find((one) => one.cause === cause);
    if (!found) throw new Error(cause);
    return found;
  }

  /** The receiver is heard in the past: as on the drives of the two days before. */
  async hearAsleep(): Promise<void> {
    const { frames: own } = this.of("asleep");
    const times = [48, 24].flatMap((hours) =>
      [0, 1, 2, 3, 4, 5].map((n) => Date.now() - (hours - 3 - n) * HOUR_MS),
    );
    for (const [n, atMs] of times.entries()) {
      const frame = own[n % own.length];
      if (!frame) throw new Error("the sleeping meter says nothing");
      await this.car.phone.page.evaluate((ms) => {
        Date.now = () => ms;
      }, atMs);
      await drive(this.car, [frame]);
      await pause(60);
    }
  }

  /** What the car drives past: every meter of the round but those with a part of their own. */
  passed(): readonly StickFrame[] {
    const apart = [...this.script, ...this.exchanged].map(({ point }) => point.id);
    const own = new Set([...apart, this.headPoint().id]);
    const meters = this.points.flatMap(({ id, meter }) =>
      meter && !own.has(id) ? [this.framesOf(meter.serial)] : [],
    );
    // The last of each is a full one.
    return [3, 2, 1].flatMap((back) => meters.flatMap((all) => all.at(-back) ?? []));
  }

  /** The heat meter whose door is opened. */
  headPoint(): WirePoint {
    const scripted = new Set(this.script.map(({ point }) => point.id));
    const found = this.points.find(
      ({ id, medium, meter }) => medium === "heat" && meter && !scripted.has(id),
    );
    if (!found) throw new Error("no heat meter is left");
    return found;
  }

  /** The old meter's last value is what it sent; the new one is none the office has told of. */
  async exchangeAt(point: WirePoint, newSerial: string): Promise<void> {
    const at = `${this.way.url}/read/${this.round.id}/exchange/${point.id}`;
    const number = () => this.car.phone.page.getByRole("textbox", { name: "Meter number" });
    await this.car.phone.page.goto(at);
    await number().fill(point.meter?.serial ?? "");
    await this.press("Next");
    await this.car.phone.page.getByRole("button", { name: /^Take what it sent at/ }).click();
    await this.press("Next");
    await number().fill(newSerial);
    await this.car.phone.page.getByLabel("The number is on the label: go on").check();
    await this.press("Next");
    await this.press("All of them show 0");
    await this.press("Keep the exchange");
    await this.sees("Meter exchanged");
    await this.restartAt(at);
    await this.sees("Meter exchanged");
  }
}
