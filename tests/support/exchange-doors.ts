import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { adoptPoints } from "../../server/sync/adopt-points.ts";
import { changePoint } from "../../server/sync/write-points.ts";
import type { WireRoundHead } from "../../shared/model/wire-rounds.ts";
import { fetchAnew } from "./demo-sign-in.ts";
import { findBrowser } from "./find-browser.ts";
import { LABELS, writeLabelVideo } from "./label-video.ts";
import { addPerson, addPoint, MASTER_KEY, openPeopleServer, PASSWORD } from "./people-server.ts";
import { makeProfile, type Phone, removeProfile, startPhone } from "./phone-browser.ts";
import { freePort, type RunningServer, removeDataFolder, runServer } from "./run-server.ts";

const PASSPHRASE = "four words on a dashboard";
/** The meter in stock, and its key. */
export const NEW = "KAM-69012345-34-04";
export const NEW_KEY = "5A".repeat(16);

/** A town of two heat meters, the second street's with fewer registers, and one meter in stock. */
async function makeTown(): Promise<string> {
  const server = await openPeopleServer({ utilities: 1 });
  const { town } = server;
  for (const user of ["reader", "second"])
    await addPerson(server, town, { user, role: "user", password: PASSWORD });
  await addPerson(server, town, { user: "office", role: "superuser", password: PASSWORD });
  await addPoint(town, {
    id: "p1",
    area: "North",
    address: "Street 1",
    serial: "60000001",
    more: [
      { register: "V1", unit: "m³", first: 120 },
      { register: "E8", unit: "m³", first: 9000 },
      { register: "E9", unit: "m³", first: 5000 },
    ],
  });
  await addPoint(town, { id: "p2", area: "North", address: "Street 2", serial: "60000002" });
  await town.points.saveKeys([{ meter: NEW as never, key: Uint8Array.from(Buffer.from(NEW_KEY, "hex")) }]);
  await adoptPoints(town.rooms, town.store.points);
  const by = { personId: "office", name: "Office", address: "", computer: "" };
  await changePoint(town.rooms, "p1", { fields: { accessNote: "Key at number 3" }, by });
  return server.leave();
}

/** Two doors where meters are exchanged, and a phone that looks at labels with its camera. */
export class ExchangeDoors {
  phone!: Phone;
  round!: WireRoundHead;
  server!: RunningServer;
  /** What servers that have ended said. */
  printed = "";
  readonly #profile = makeProfile();
  readonly #videos = mkdtempSync(join(tmpdir(), "rounds-labels-"));
  #dataFolder = "";
  #port = 0;

  /** The phone is paired, has the round, and stands at it; the server is gone. */
  async open(): Promise<void> {
    [this.#dataFolder, this.#port] = [await makeTown(), await freePort()];
    await this.startServer();
    this.round = await this.asks<WireRoundHead>("office", "/api/v1/rounds", {
      name: "Exchanges",
      pointIds: ["p1", "p2"],
    });
    await this.looksAt("old");
    await this.signIn();
    await this.page.goto(`${this.origin}/read`);
    await this.page.getByLabel("Passphrase, at least 8 characters").fill(PASSPHRASE);
    await this.press("Pair this phone");
    await this.page.getByRole("link", { name: this.round.name }).click();
    await this.page.evaluate(() => navigator.serviceWorker.ready);
    await this.page.locator(".ring-left").getByText("2", { exact: true }).waitFor();
    await this.#stopServer();
  }

  async close(): Promise<void> {
    await this.phone?.kill();
    await this.server?.stop();
    removeProfile(this.#profile);
    rmSync(this.#videos, { recursive: true, force: true });
    removeDataFolder(this.#dataFolder);
  }

  get page(): Page {
    return this.phone.page;
  }

  get origin(): string {
    return `http://localhost:${this.#port}`;
  }

  async startServer(): Promise<void> {
    this.server = await runServer({
      dataFolder: this.#dataFolder,
      args: ["--utility", "town", "--port", `${this.#port}`],
      env: { ROUNDS_MASTER_KEY: Buffer.from(MASTER_KEY).toString("hex") },
    });
  }

  async #stopServer(): Promise<void> {
    this.printed += this.server.output();
    await this.server.stop();
  }

  /** Starts the phone's browser with this label before its camera. */
  async looksAt(label: "old" | "new"): Promise<void> {
    const video = join(this.#videos, `${label}.y4m`);
    writeLabelVideo(video, LABELS[label]);
    this.phone = await startPhone({
      browserPath: findBrowser(),
      profile: this.#profile,
      flags: [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        `--use-file-for-fake-video-capture=${video}`,
      ],
    });
  }

  async signIn(): Promise<void> {
    await this.phone.context.request.post(`${this.origin}/api/v1/session`, {
      data: { user: "reader", password: PASSWORD },
      headers: { "sec-fetch-site": "same-origin" },
      failOnStatusCode: true,
    });
  }

  press(name: string | RegExp): Promise<void> {
    return this.page.getByRole("button", { name }).click();
  }

  sees(text: string | RegExp): Promise<void> {
    return this.page.getByText(text).first().waitFor();
  }

  field(name: string) {
    return this.page.getByRole("textbox", { name });
  }

  /** Where the meter of this point is exchanged. */
  at(n: 1 | 2): string {
    return `${this.origin}/read/${this.round.id}/exchange/p${n}`;
  }

  /** What the server's API says to this person. */
  async asks<T>(user: string, path: string, body?: object): Promise<T> {
    const headers = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
    const signedIn = await fetchAnew(`${this.origin}/api/v1/session`, {
      method: "POST",
      headers,
      body: JSON.stringify({ user, password: PASSWORD }),
    });
    const cookies = signedIn.headers.getSetCookie().map((one) => one.split(";")[0]);
    const init = body ? { method: "POST", body: JSON.stringify(body) } : {};
    const answer = await fetchAnew(`${this.origin}${path}`, {
      ...init,
      headers: { ...headers, cookie: cookies.join("; ") },
    });
    return (await answer.json()) as T;
  }
}

/** At which step the exchange on this phone is, as it is kept there. */
export const draftStep = (page: Page): Promise<string | undefined> =>
  page.evaluate(async () => {
    const opened = indexedDB.open("rounds-drafts");
    await new Promise((resolve) => opened.addEventListener("success", resolve));
    const asked = opened.result.transaction("exchanges").objectStore("exchanges").getAll();
    await new Promise((resolve) => asked.addEventListener("success", resolve));
    opened.result.close();
    return asked.result[0]?.step;
  });

/** What a thumb in a glove could miss, by its words. */
export const smallTargets = (page: Page): Promise<readonly (string | null)[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        ".road a, .road button, .road label:has(input), .road select, .road input[type=text], .road textarea",
      ),
    ]
      .map((one) => ({ text: one.textContent, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.height < 48 || box.width < 48)
      .map(({ text }) => text),
  );
