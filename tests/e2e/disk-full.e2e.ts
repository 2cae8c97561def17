import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openJournal } from "../../server/journal/open-journal.ts";
import { openUtilityStore } from "../../server/store/open-utility-store.ts";
import { type RunningServer, runServer } from "../support/run-server.ts";

/** A real disk that fills up: a small file system in memory, which only root may mount. */
const MASTER_KEY = Uint8Array.from(Buffer.from(`${"00".repeat(31)}01`, "hex"));
const DISK_BYTES = 24 * 1024 * 1024;
const T0 = Date.parse("2026-11-01T00:00:00Z");
const folder = mkdtempSync(join(tmpdir(), "rounds-disk-"));
const disk = join(folder, "disk");
const isMounted = mountDisk();

function mountDisk(): boolean {
  mkdirSync(disk);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${DISK_BYTES}`, "tmpfs", disk], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

afterAll(() => {
  if (isMounted) execFileSync("umount", [disk]);
  rmSync(folder, { recursive: true, force: true });
});

async function createGateway(): Promise<string> {
  const store = await openUtilityStore({ dataFolder: disk, utility: "utility", masterKey: MASTER_KEY });
  if (!store.ok) throw new Error(store.error.kind);
  const token = await store.value.gateways.create("mast");
  await store.value.close();
  return token;
}

const freeBytes = (): number => {
  const { bavail, bsize } = statfsSync(disk);
  return bavail * bsize;
};

/** Fills the disk but for `leftBytes`. */
const fillDisk = (leftBytes: number): void =>
  writeFileSync(join(disk, "ballast"), Buffer.alloc(Math.max(0, freeBytes() - leftBytes)));

async function send(
  server: RunningServer,
  token: string,
  first: number,
): Promise<{ status: number; code?: string }> {
  const frames = Array.from({ length: 200 }, (_, i) => ({
    rxAt: T0 + first + i,
    raw: `2E44${"AB".repeat(250)}`,
  }));
  const answer = await fetch(`${server.url}/ingest/v1/telegrams`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(frames),
  });
  const body = (await answer.json()) as { error?: { code: string } };
  return { status: answer.status, ...(body.error ? { code: body.error.code } : {}) };
}

describe.skipIf(!isMounted)("a disk that fills up (skipped where mounting one is not allowed)", () => {
  it("is answered with 507 and one sentence; what was acknowledged stays, and there is room again when space is back", async () => {
    const token = await createGateway();
    const server = await runServer({ dataFolder: disk });
    expect(await send(server, token, 0)).toEqual({ status: 200 });
    fillDisk(300_000);
    let acknowledged = 200;
    let refused: { status: number; code?: string } | undefined;
    for (let round = 0; round < 50 && !refused; round++) {
      const answer = await send(server, token, acknowledged);
      if (answer.status === 200) acknowledged += 200;
      else refused = answer;
    }
    expect(refused).toEqual({ status: 507, code: "ingest.disk-full" });
    expect((await fetch(`${server.url}/health`)).status, "it goes on answering").toBe(200);

    rmSync(join(disk, "ballast"));
    expect(await send(server, token, acknowledged), "the refused telegrams, sent again").toEqual({
      status: 200,
    });
    await server.stop();

    const journal = await openJournal(join(disk, "utility", "journal"));
    if (!journal.ok) throw new Error(journal.error.kind);
    const heard = await journal.value.after(0, 1_000_000);
    await journal.value.close();
    expect(heard.map(({ rxAtMs }) => rxAtMs - T0)).toEqual(
      Array.from({ length: acknowledged + 200 }, (_, i) => i),
    );
  });
});

if (!isMounted)
  process.stderr.write("Skipped: a full disk needs a file system of its own, which only root may mount.\n");
