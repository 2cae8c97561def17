import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  makeDataFolder,
  type Outcome,
  removeDataFolder,
  runServer,
  runToEnd,
} from "../support/run-server.ts";

const folders: string[] = [];
const servers: Server[] = [];

function freshFolder(): string {
  const folder = makeDataFolder();
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) removeDataFolder(folder);
  for (const server of servers.splice(0)) server.close();
});

/** One sentence for a person: a single line on standard error, no stack, nothing on standard output. */
function expectSentence({ code, stdout, stderr }: Outcome, exitCode: number, words: RegExp): void {
  expect({ code, stdout }).toEqual({ code: exitCode, stdout: "" });
  expect(stderr.trimEnd()).toMatch(words);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr).not.toMatch(/\n\s+at |Error:/);
}

describe("a wrong call of the server is answered with one sentence and a code", () => {
  it("when the port is taken by another program", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    servers.push(other);
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const outcome = await runToEnd("start", ["--data", freshFolder(), "--port", `${port}`]);
    expectSentence(outcome, 1, new RegExp(`^Port ${port} is taken .*--port`));
  });

  it("when the data folder cannot be written", async () => {
    const file = join(freshFolder(), "a-file");
    writeFileSync(file, "not a folder");
    const outcome = await runToEnd("start", ["--data", join(file, "data"), "--port", "0"]);
    expectSentence(outcome, 1, /data folder .* cannot be written .*--data/);
  });

  it("when a flag is unknown, has no value or a wrong one", async () => {
    expectSentence(await runToEnd("start", ["--prot", "80"]), 2, /--prot is not a flag .*--port/);
    expectSentence(
      await runToEnd("start", ["--port", "eighty"]),
      2,
      /--port takes a whole number .*"eighty"/,
    );
    expectSentence(await runToEnd("start", ["--port"]), 2, /--port needs a value/);
  });

  it("when there is no master key, or not this one", async () => {
    const env = { ROUNDS_MASTER_KEY: "short" };
    expectSentence(await runToEnd("start", [], { env }), 2, /ROUNDS_MASTER_KEY does not hold 64 hex digits/);
    const dataFolder = freshFolder();
    const server = await runServer({ dataFolder });
    await server.stop();
    const other = { ROUNDS_MASTER_KEY: "ab".repeat(32) };
    const outcome = await runToEnd("start", ["--data", dataFolder, "--port", "0"], { env: other });
    expectSentence(outcome, 1, /master key does not fit/);
  });

  it("when another Rounds has the data folder, which keeps running", async () => {
    const server = await runServer({ dataFolder: freshFolder() });
    const outcome = await runToEnd("start", ["--data", server.dataFolder, "--port", "0"]);
    expectSentence(outcome, 1, /is in use by another Rounds/);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    await server.stop();
  });

  it("when it is asked to listen beyond this machine while nobody can sign in", async () => {
    expectSentence(await runToEnd("start", ["--host", "0.0.0.0"]), 2, /this machine only .*"0\.0\.0\.0"/);
  });
});

describe("a wrong request is refused with a code and a sentence, and nothing of it is kept", () => {
  it("when the gateway's token is wrong or the body is too large or no JSON", async () => {
    const server = await runServer({ dataFolder: freshFolder() });
    const send = async (body: string, token: string): Promise<readonly [number, string]> => {
      const answer = await fetch(`${server.url}/ingest/v1/telegrams`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body,
      });
      const { error } = (await answer.json()) as { error: { code: string; message: string } };
      expect(error.message).toMatch(/\.$/);
      return [answer.status, error.code];
    };
    expect(await send('[{"rxAt":0,"raw":"2E44"}]', "not-a-token")).toEqual([401, "gateway.wrong-token"]);
    expect(await send("x".repeat(5 * 1024 * 1024), "not-a-token")).toEqual([413, "request.too-large"]);
    const health = (await (await fetch(`${server.url}/health`)).json()) as { journalSeq: number };
    expect(health.journalSeq).toBe(0);
    await server.stop();
  });
});
