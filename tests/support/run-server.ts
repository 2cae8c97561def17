import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeFolder } from "./remove-folder.ts";

/**
 * Runs the built product as a person would, as a process of its own with a fresh data folder and a
 * free port, so that tests can kill it.
 */
const root = join(import.meta.dirname, "../..");
const TEST_MASTER_KEY = `${"00".repeat(31)}01`;
const READY = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/;

export type Command = "start" | "demo" | "decode" | "utility";

export interface ServerCall {
  readonly command?: Command;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** An existing data folder, for a second start on the same data. */
  readonly dataFolder?: string;
  readonly readyWithinMs?: number;
  /** Where the built product lies, when it is a copy that changes under way; the checkout otherwise. */
  readonly root?: string;
}

export interface RunningServer {
  readonly url: string;
  readonly dataFolder: string;
  readonly pid: number;
  /** Everything it printed so far, both streams. */
  output(): string;
  /** Ends it with `SIGTERM` and waits; `kill` does it the hard way. */
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(
  command: Command,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  from = root,
): ChildProcess {
  const program = join(from, "dist/server", `${command}.command.js`);
  if (!existsSync(program)) throw new Error(`${program} is not there: run "npm run build" first.`);
  const child = spawn(
    process.execPath,
    ["--enable-source-maps", "--max-semi-space-size=32", program, ...args],
    {
      cwd: root,
      env: { ...process.env, ROUNDS_MASTER_KEY: TEST_MASTER_KEY, ...env },
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/** A test that was ended in the middle leaves no server behind. */
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

export const makeDataFolder = (): string => mkdtempSync(join(tmpdir(), "rounds-data-"));

export const removeDataFolder = removeFolder;

/** Below those the system gives to whoever asks for any: none of them takes it while its server is away. */
const [LOWEST_PORT, PORTS] = [20_000, 12_000];

/** A port nobody listens on now: for a server that is started again where its phones know it. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST_PORT + Math.floor(Math.random() * PORTS);
    const isFree = await new Promise<boolean>((resolve) => {
      const line = createServer();
      line.once("error", () => resolve(false));
      line.listen(port, "127.0.0.1", () => line.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

/** Starts the product and resolves when it answers `/health`. */
export async function runServer(call: ServerCall = {}): Promise<RunningServer> {
  const { command = "start", args = [], env = {}, readyWithinMs = 60_000 } = call;
  const dataFolder = call.dataFolder ?? makeDataFolder();
  const child = start(command, ["--data", dataFolder, "--port", "0", ...args], env, call.root);
  child.stdin?.end();
  let output = "";
  const keep = (chunk: Buffer): void => {
    output += chunk.toString("utf8");
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  const url = await waitUntilReady(child, () => output, readyWithinMs);
  return {
    url,
    dataFolder,
    pid: child.pid ?? 0,
    output: () => output,
    stop: () => end(child, "SIGTERM"),
    kill: () => end(child, "SIGKILL"),
  };
}

async function waitUntilReady(child: ChildProcess, output: () => string, withinMs: number): Promise<string> {
  const deadlineMs = performance.now() + withinMs;
  while (performance.now() < deadlineMs) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${output()}`);
    const url = READY.exec(output())?.[0];
    if (url !== undefined && (await isHealthy(url))) return url;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await end(child, "SIGKILL");
  throw new Error(`The server was not ready within ${withinMs} ms:\n${output()}`);
}

const isHealthy = (url: string): Promise<boolean> =>
  fetch(`${url}/health`).then(
    (answer) => answer.ok,
    () => false,
  );

function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}

/** Runs a command to its end, with `input` on its standard input. */
export function runToEnd(
  command: Command,
  args: readonly string[] = [],
  { input = "", env = {} }: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Outcome> {
  const child = start(command, args, env);
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    stdout += chunk.toString("utf8");
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8");
  });
  child.stdin?.end(input);
  return new Promise((resolve) => {
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}
