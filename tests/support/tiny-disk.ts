import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A disk of its own in memory; `undefined` where this process may not mount one (it takes root on Linux). */
export function mountTinyDisk(kilobytes: number): { readonly path: string; unmount(): void } | undefined {
  const path = mkdtempSync(join(tmpdir(), "rounds-tiny-disk-"));
  const remove = () => rmSync(path, { recursive: true, force: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", path], { stdio: "ignore" });
  } catch {
    remove();
    return undefined;
  }
  return {
    path,
    unmount: () => {
      execFileSync("umount", ["-l", path]);
      remove();
    },
  };
}
