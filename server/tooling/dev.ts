import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

/**
 * For working on Rounds: a small demo town whose server restarts when its files change, and Vite, which
 * serves the browser's files and passes everything else on (`server.proxy` in `vite.config.ts`).
 * Arguments go to the demo.
 */
const root = join(import.meta.dirname, "../..");
const TOWN = ["--points", "200", "--days", "60"];
const children: ChildProcess[] = [];

function run(args: readonly string[]): void {
  const child = spawn(process.execPath, [...args], { cwd: root, stdio: "inherit" });
  child.on("exit", (code) => stop(code ?? 1));
  children.push(child);
}

function stop(code: number): void {
  process.exitCode = code;
  for (const child of children) child.kill("SIGTERM");
}

process.on("SIGINT", () => stop(0));
process.on("SIGTERM", () => stop(0));

run(["--import", "tsx", "--watch", "server/commands/demo.command.ts", ...TOWN, ...process.argv.slice(2)]);
run(["node_modules/vite/bin/vite.js"]);
