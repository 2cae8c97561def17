import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Path of a Debian program, installed when we may; `undefined` when there is none to be had. */
export function findTool(path: string, debianPackage: string): string | undefined {
  if (existsSync(path)) return path;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  try {
    const how = { env, stdio: "ignore" } as const;
    execFileSync("apt-get", ["update", "-q"], how);
    execFileSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", debianPackage], how);
  } catch {
    return undefined;
  }
  return existsSync(path) ? path : undefined;
}
