import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointList } from "../../shared/model/wire.ts";
import { type App, eventually, given } from "../support/app-driver.ts";
import { readStores } from "../support/browser-stores.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import { hearTown } from "../support/heard-town.ts";

const TOWN = { points: 10, days: 1 } as const;

describe("a recorded drive", () => {
  let app: App;
  let recording = "";
  let recorded = 0;

  beforeAll(async () => {
    app = await given.aRunningOffice({ town: TOWN, person: "reader", screen: { width: 412, height: 915 } });
    const cookie = await signInToDemo(app.server.url, "office");
    const headers = { cookie, "content-type": "application/json" };
    const list = await fetch(`${app.server.url}/api/v1/points`, { headers });
    const { points } = (await list.json()) as WirePointList;
    const metered = points.filter(({ meter }) => meter);
    const body = JSON.stringify({ name: "Rehearsal", pointIds: metered.map(({ id }) => id) });
    await fetch(`${app.server.url}/api/v1/rounds`, { method: "POST", headers, body });
    const frames = hearTown(TOWN, 3);
    recorded = frames.length;
    const lines = frames.map(({ hex }, n) =>
      JSON.stringify({
        ...{ rxAt: 1_764_000_000_000 + n * 1000, raw: hex },
        ...{ position: { lat: 55.4 + n / 1e6, lon: 10.39 } },
      }),
    );
    recording = ['{"journal":"rounds 1","phone":"phone-0001"}', ...lines, "half a li"].join("\n");
    await app.when.opens("/read");
    await app.page.getByLabel("Passphrase, at least 8 characters").fill("four words on a dashboard");
    await app.page.getByRole("button", { name: "Pair this phone" }).click();
    await app.page.getByText("Rehearsal", { exact: true }).waitFor();
  }, 180_000);
  afterAll(() => app.close());

  it("is played against a round with the phone's keys: how much it reads, what was not read then; nothing is kept", async () => {
    const { page } = app;
    const before = await readStores(page, "rounds-field");
    await page.getByRole("link", { name: "Training and rehearsal" }).click();
    await page.getByRole("link", { name: "Replay a drive" }).click();
    await page.getByText("Nothing here becomes a reading, nothing is kept.").waitFor();
    expect(await page.title()).toContain("Training");
    await page.getByText("Fast").or(page.getByText("What this phone heard")).first().waitFor();
    await page.getByLabel("A recording in a file").setInputFiles({
      name: "drive.jsonl",
      mimeType: "text/plain",
      buffer: Buffer.from(recording),
    });
    await page.getByText("Fast", { exact: true }).click();
    await page.getByText("The recording is over.").waitFor();
    await page.getByText(`${recorded} of ${recorded} telegrams`).waitFor();
    await page.locator(".replay-map canvas").first().waitFor();
    await page.getByText("how many of them are read").waitFor();
    const news = page.getByText(/^\d+ points would be read now that were not read then/);
    const first = async (text: Promise<string>): Promise<number> => Number(/^\d+/.exec(await text)?.[0]);
    const read = () => first(page.locator(".replay-read").innerText());
    // Both are reckoned a moment after the last telegram.
    await eventually(
      async () => [await read(), await first(news.innerText())] as const,
      ([all, more]) => all > 5 && all === more,
    );
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
    const after = await readStores(page, "rounds-field");
    for (const store of ["chunks", "reads", "heard", "visits", "reaches"])
      expect([store, after[store]]).toEqual([store, before[store]]);
  });

  it("is refused with a next step when it is none", async () => {
    const { page } = app;
    await page
      .getByLabel("A recording in a file")
      .setInputFiles({ name: "x.jsonl", mimeType: "text/plain", buffer: Buffer.from("a;b\n") });
    await page.getByText("This is no recording.").waitFor();
    await page.getByRole("button", { name: "What this phone heard" }).click();
    await page.getByText("There is no telegram in it.").waitFor();
  });
});
