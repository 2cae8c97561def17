import { afterAll, describe, expect, it } from "vitest";
import { makeDataFolder, removeDataFolder, runServer, runToEnd } from "../support/run-server.ts";

/** The built product from its first start on, as somebody at the server's own keyboard sees it. */
const dataFolder = makeDataFolder();
afterAll(() => removeDataFolder(dataFolder));
const PASSWORD = "seven otters in a drawer";
const LINK = /\/setup#(\S+)/;

const post = (url: string, body: object): Promise<Response> =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

describe("the first start of the built product", () => {
  it("prints a setup link, lets nobody in before it is used, and prints none after", async () => {
    const first = await runServer({ dataFolder });
    const token = LINK.exec(first.output())?.[1];
    expect(first.output()).toContain("works once");
    expect((await fetch(`${first.url}/api/v1/points`)).status).toBe(401);
    const done = await post(`${first.url}/api/v1/setup`, {
      token,
      user: "ada",
      name: "Ada",
      password: PASSWORD,
    });
    expect(done.status).toBe(200);
    const cookie = done.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    expect((await fetch(`${first.url}/api/v1/points`, { headers: { cookie } })).status).toBe(200);
    await first.stop();

    const second = await runServer({ dataFolder, args: ["--host", "0.0.0.0"] });
    expect(second.output()).not.toMatch(LINK);
    expect(second.output()).toContain("Put TLS in front");
    await second.stop();
  });

  it("a utility is added by a command, has a setup link of its own, and both are listed", async () => {
    const added = await runToEnd("utility", ["add", "north", "--title", "North Heat", "--data", dataFolder]);
    expect(added).toMatchObject({ code: 0, stderr: "" });
    const again = await runToEnd("utility", ["add", "north", "--data", dataFolder]);
    expect([again.code, again.stderr]).toEqual([
      1,
      `There is something called "north" in ${dataFolder} already.\n`,
    ]);
    expect((await runToEnd("utility", ["list", "--data", dataFolder])).stdout).toBe("north\nutility\n");
    const server = await runServer({ dataFolder });
    expect(LINK.exec(server.output())?.[1]).toMatch(/^north\./);
    await server.stop();
  });

  it("who lost the only password gets a link at the server's keyboard", async () => {
    const made = await runToEnd("utility", [
      "link",
      "utility",
      "ADA",
      "--data",
      dataFolder,
      "--url",
      "https://rounds.example.org",
    ]);
    expect(made.stderr).toBe("");
    const token = /https:\/\/rounds\.example\.org\/invitation#(\S+)/.exec(made.stdout)?.[1];
    const server = await runServer({ dataFolder });
    const password = "lamp posts sing at noon";
    expect((await post(`${server.url}/api/v1/invitation`, { token, password })).status).toBe(200);
    const signIn = { user: "ada", password, utility: "utility" };
    expect((await post(`${server.url}/api/v1/session`, signIn)).status).toBe(200);
    await server.stop();
  });

  it.each([
    [["link", "utility", "eve"], 1, `Nobody in "utility" has the user name "eve".`],
    [["link", "nowhere", "ada"], 1, "There is no utility"],
    [["add", "North Heat"], 2, "is no name"],
    [["add", "south", "--zone", "Mars/Olympus"], 2, "is no time zone"],
    [["remove", "north"], 2, "Say one of: add NAME, list, link NAME USER."],
    [[], 2, "Say one of"],
  ])("a wrong call %j is answered with one sentence", async (args, code, sentence) => {
    const outcome = await runToEnd("utility", [...args, ...(args.length > 0 ? ["--data", dataFolder] : [])]);
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).toContain(sentence);
    expect(outcome.stderr.trim().split("\n")).toHaveLength(1);
  });

  it.each([
    [["--public-host", "https://rounds.example.org/"], "--public-host takes names"],
    [["--proxy", "proxy.example.org"], "--proxy takes addresses"],
  ])("start refuses %j with one sentence", async (args, sentence) => {
    const outcome = await runToEnd("start", [...args, "--data", dataFolder, "--port", "0"]);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain(sentence);
  });
});
