import type { BrowserContext, Page } from "playwright";
import { type App, given } from "./app-driver.ts";
import { type CutLine, openCutLine } from "./cut-line.ts";

/** Desks of several people over one office, the first of them on a line that can be cut. */
export class Desks {
  readonly app: App;
  readonly line: CutLine;
  readonly #contexts: BrowserContext[] = [];

  private constructor(app: App, line: CutLine) {
    this.app = app;
    this.line = line;
  }

  static async open(town: { readonly points: number; readonly days: number }): Promise<Desks> {
    const app = await given.aRunningOffice({ town, person: "admin" });
    return new Desks(app, await openCutLine(app.server.url));
  }

  /** An administrator on the line, somebody of the office, and a reader who may only look. */
  async three(): Promise<{ readonly anna: Page; readonly office: Page; readonly reader: Page }> {
    return {
      anna: await this.openAs("admin", this.line.url),
      office: await this.openAs("office"),
      reader: await this.openAs("reader"),
    };
  }

  async openAs(person: string, url = this.app.server.url): Promise<Page> {
    const browser = this.app.page.context().browser();
    if (!browser) throw new Error("no browser");
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: "en-GB",
      reducedMotion: "reduce",
    });
    this.#contexts.push(context);
    await context.request.post(`${url}/api/v1/demo-session`, { data: { person }, failOnStatusCode: true });
    const page = await context.newPage();
    return page;
  }

  async close(): Promise<void> {
    for (const context of this.#contexts) await context.close();
    await this.line.close();
    await this.app.close();
  }
}
