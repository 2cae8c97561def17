import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type OpenedStore, openUtilityStore } from "../../../server/store/open-utility-store.ts";

const masterKey = new Uint8Array(32).fill(7);

/** Stores of one benchmark run, all in a folder that goes away with them. */
export class BenchStores {
  readonly folder = mkdtempSync(join(process.env["ROUNDS_BENCH_FOLDER"] ?? tmpdir(), "rounds-bench-"));
  readonly #open = new Map<string, OpenedStore>();

  async open(utility: string): Promise<OpenedStore> {
    const opened = await openUtilityStore({ dataFolder: this.folder, utility, masterKey });
    if (!opened.ok) throw new Error(opened.error.kind);
    this.#open.set(utility, opened.value);
    return opened.value;
  }

  async close(utility: string): Promise<void> {
    await this.#open.get(utility)?.close();
    this.#open.delete(utility);
  }

  /** Bytes on disk, the write-ahead log with it. */
  bytes(utility: string): number {
    const folder = join(this.folder, utility);
    return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  }

  async remove(): Promise<void> {
    for (const utility of [...this.#open.keys()]) await this.close(utility);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
