import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Figure } from "../figure.ts";
import type { BenchStores } from "./bench-stores.ts";

/** The most memory a process takes that opens the ingested store, answers the questions and takes in more. */
export async function measureMemory(stores: BenchStores, print: (figure: Figure) => void): Promise<void> {
  const script = join(import.meta.dirname, "memory-probe.ts");
  const args = ["--import", "tsx", script, stores.folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`the memory probe failed: ${stderr}`);
  print({ name: "store.memory", value: Math.round(Number(stdout) / 1e6), unit: "MB" });
}
