import { openCutLine } from "../support/cut-line.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import { makeProfile, type Phone, removeProfile, startPhone } from "../support/phone-browser.ts";
import { makeDataFolder, removeDataFolder, runServer } from "../support/run-server.ts";

/** A phone with a round of so many points on it, as a reader has it in the morning. */
export interface PhoneTown {
  readonly url: string;
  readonly roundId: string;
  start(): Promise<Phone>;
  /** The network is gone. */
  cut(): void;
  close(): Promise<void>;
}

export async function prepareTown(
  points: number,
  findPath: (url: string) => Promise<string>,
): Promise<PhoneTown> {
  const dataFolder = makeDataFolder();
  const server = await runServer({
    command: "demo",
    dataFolder,
    args: ["--points", `${points}`, "--days", "1"],
    readyWithinMs: 170_000,
  });
  const way = await openCutLine(server.url);
  const profile = makeProfile();
  const browserPath = await findPath(way.url);
  const cookie = await signInToDemo(server.url, "office");
  const headers = { cookie, "content-type": "application/json" };
  const list = await fetch(`${server.url}/api/v1/points`, { headers });
  const found = (await list.json()) as { readonly points: readonly { readonly id: string }[] };
  const body = JSON.stringify({ name: "The whole town", pointIds: found.points.map(({ id }) => id) });
  const made = await fetch(`${server.url}/api/v1/rounds`, { method: "POST", headers, body });
  const { id: roundId } = (await made.json()) as { readonly id: string };
  const start = (): Promise<Phone> => startPhone({ browserPath, profile });
  const phone = await start();
  await phone.context.request.post(`${way.url}/api/v1/demo-session`, { data: { person: "reader" } });
  await phone.page.goto(`${way.url}/read`);
  await phone.page.getByLabel("Passphrase, at least 8 characters").fill("four words on a dashboard");
  await phone.page.getByRole("button", { name: "Pair this phone" }).click();
  await phone.page.getByText("The whole town").waitFor({ timeout: 120_000 });
  await phone.page.getByText("Starts without network").waitFor();
  // What the first visit keeps for later is kept before the phone goes.
  await phone.page.waitForTimeout(3000);
  await phone.kill();
  return {
    url: way.url,
    roundId,
    start,
    cut: way.cut,
    async close() {
      await way.close();
      await server.stop();
      removeProfile(profile);
      removeDataFolder(dataFolder);
    },
  };
}
