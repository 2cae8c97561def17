import type { Page } from "playwright";
import { adoptPoints } from "../../server/sync/adopt-points.ts";
import type { OrderWish } from "../../shared/model/order.ts";
import type { WireOrder, WireOrders } from "../../shared/model/wire-orders.ts";
import type { WireRoundHead } from "../../shared/model/wire-rounds.ts";
import { fetchAnew } from "./demo-sign-in.ts";
import type { FakeBridge } from "./fake-bluez.ts";
import { findBrowser } from "./find-browser.ts";
import { addPerson, addPoint, MASTER_KEY, openPeopleServer, PASSWORD } from "./people-server.ts";
import { makeProfile, type Phone, removeProfile, startPhone } from "./phone-browser.ts";
import { WEB_BLUETOOTH } from "./phone-lines.ts";
import { freePort, type RunningServer, removeDataFolder, runServer } from "./run-server.ts";
import { openSerialLine, type SerialLine } from "./serial-line.ts";

const PASSPHRASE = "four words on a dashboard";
const SAME_ORIGIN = { "sec-fetch-site": "same-origin" };

export interface OrderedWork {
  readonly orders: readonly (readonly [id: string, pointId: string, wish: OrderWish])[];
  /** Where the phone believes it is. */
  readonly timeZone: string;
  /** Its receiver is behind this one, and on no serial line. */
  readonly bridge?: FakeBridge;
}

/**
 * A phone that has a round of three points with orders on it (`p1` to `p3`, meters 60000001 to 60000003), and the server
 * they came from, which comes and goes.
 */
export class OrdersPhone {
  line!: SerialLine;
  phone!: Phone;
  round!: WireRoundHead;
  readonly #work: OrderedWork;
  readonly #profile = makeProfile();
  #server: RunningServer | undefined;
  #dataFolder = "";
  #port = 0;
  #cookie: string | undefined;

  constructor(work: OrderedWork) {
    this.#work = work;
  }

  /** The server with its people, points, round and orders, and the line that the phone's port leads to. */
  async openOffice(): Promise<void> {
    const made = await openPeopleServer({ utilities: 1 });
    await addPerson(made, made.town, { user: "reader", role: "user", password: PASSWORD });
    await addPerson(made, made.town, { user: "office", role: "superuser", password: PASSWORD });
    const pointIds = ["p1", "p2", "p3"];
    for (const [n, id] of pointIds.entries()) {
      const [address, serial] = [`Street ${n + 1}`, `6000000${n + 1}`];
      await addPoint(made.town, { id, area: "North", address, serial });
    }
    await adoptPoints(made.town.rooms, made.town.store.points);
    this.#dataFolder = await made.leave();
    this.#port = await freePort();
    await this.startServer();
    if (!this.#work.bridge) this.line = await openSerialLine(this.origin);
    this.round = await this.office<WireRoundHead>("/api/v1/rounds", { name: "Orders", pointIds });
    const orders = this.#work.orders.map(([id, pointId, wish]) => ({ id, pointId, wish }));
    await this.office("/api/v1/orders", { orders });
  }

  /** Paired, with the round open and kept for when there is no server. */
  async pair(): Promise<void> {
    await this.startPhone();
    await this.signIn();
    await this.page.goto(`${this.origin}/read`);
    await this.page.getByLabel("Passphrase, at least 8 characters").fill(PASSPHRASE);
    await this.press("Pair this phone");
    await this.page.getByRole("link", { name: this.round.name }).click();
    await this.page.evaluate(() => navigator.serviceWorker.ready);
    await this.page.locator(".ring-left").getByText("3", { exact: true }).waitFor();
  }

  get page(): Page {
    return this.phone.page;
  }

  get origin(): string {
    return `http://localhost:${this.#port}`;
  }

  async startPhone(): Promise<void> {
    const { bridge, timeZone } = this.#work;
    this.phone = await startPhone({
      ...(bridge
        ? { browserPath: findBrowser(), flags: [WEB_BLUETOOTH] }
        : { browserPath: this.line.browserPath }),
      profile: this.#profile,
      env: { TZ: timeZone, ...bridge?.env },
    });
  }

  async startServer(): Promise<void> {
    this.#server = await runServer({
      dataFolder: this.#dataFolder,
      args: ["--utility", "town", "--port", `${this.#port}`],
      env: { ROUNDS_MASTER_KEY: Buffer.from(MASTER_KEY).toString("hex") },
    });
  }

  async stopServer(): Promise<void> {
    await this.#server?.stop();
  }

  async signIn(): Promise<void> {
    await this.phone.context.request.post(`${this.origin}/api/v1/session`, {
      data: { user: "reader", password: PASSWORD },
      headers: SAME_ORIGIN,
      failOnStatusCode: true,
    });
  }

  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole("button", { name }).click();
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  async isCarriedOut(): Promise<void> {
    await this.page.getByRole("status").getByText("Carried out").waitFor();
  }

  async goesToOrders(pointId: string): Promise<void> {
    await this.page.goto(`${this.origin}/read/${this.round.id}/orders/${pointId}`);
  }

  /** The server is there again, and gets everything. */
  async sendReceive(): Promise<void> {
    await this.startServer();
    await this.signIn();
    await this.page.goto(`${this.origin}/read/${this.round.id}`);
    await this.press("Send/Receive");
    await this.page.getByRole("dialog", { name: "Summary" }).getByText("Last complete exchange").waitFor();
  }

  /** What the office's own calls say. */
  async office<T>(path: string, body?: object): Promise<T> {
    const headers = { "content-type": "application/json", ...SAME_ORIGIN };
    if (this.#cookie === undefined) {
      const person = JSON.stringify({ user: "office", password: PASSWORD });
      const init = { method: "POST", headers, body: person };
      const signedIn = await fetchAnew(`${this.origin}/api/v1/session`, init);
      const cookies = signedIn.headers.getSetCookie().map((one) => one.split(";")[0]);
      this.#cookie = cookies.join("; ");
    }
    const init = body ? { method: "POST", body: JSON.stringify(body) } : {};
    const answer = await fetchAnew(`${this.origin}${path}`, {
      ...init,
      headers: { ...headers, cookie: this.#cookie },
    });
    return (await answer.json()) as T;
  }

  /** By id. */
  async ordersNow(): Promise<ReadonlyMap<string, WireOrder>> {
    const { orders } = await this.office<WireOrders>("/api/v1/orders");
    return new Map(orders.map((order) => [order.id, order]));
  }

  /** Shown at a desk among all orders. */
  async standsAtDesk(row: RegExp): Promise<void> {
    const desk = await this.phone.context.newPage();
    await desk.setViewportSize({ width: 1440, height: 900 });
    await desk.goto(`${this.origin}/orders`);
    await desk.getByText("All", { exact: true }).click();
    await desk.getByRole("row", { name: row }).waitFor();
    await desk.close();
  }

  async close(): Promise<void> {
    await this.phone?.kill();
    await this.line?.close();
    await this.#server?.stop();
    removeProfile(this.#profile);
    removeDataFolder(this.#dataFolder);
  }
}
