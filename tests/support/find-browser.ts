import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright";

const DEBIAN_CHROMIUM = "/usr/bin/chromium";

/** Switches that keep a test browser quiet on a machine without a display or a way out. */
export const BROWSER_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
] as const;

/**
 * Path of a Chromium to test with: `ROUNDS_CHROMIUM`, else Debian's, installed when we may, else
 * Playwright's own. Throws one sentence when there is none to be had.
 */
export function findBrowser(): string {
  const named = process.env["ROUNDS_CHROMIUM"];
  if (named !== undefined && named !== "") {
    if (!existsSync(named)) throw new Error(`ROUNDS_CHROMIUM names ${named}, which does not exist.`);
    return named;
  }
  if (existsSync(DEBIAN_CHROMIUM)) return DEBIAN_CHROMIUM;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get") && installDebianChromium()) {
    return DEBIAN_CHROMIUM;
  }
  return findPlaywrightChromium();
}

function installDebianChromium(): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { env, stdio: ["ignore", "inherit", "inherit"] as ["ignore", "inherit", "inherit"] };
  try {
    execFileSync("apt-get", ["update", "-q"], options);
    execFileSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], options);
  } catch {
    return false;
  }
  return existsSync(DEBIAN_CHROMIUM);
}

function findPlaywrightChromium(): string {
  if (!existsSync(chromium.executablePath())) {
    try {
      execFileSync("npx", ["playwright", "install", "chromium"], { stdio: ["ignore", "inherit", "inherit"] });
    } catch {
      throw new Error("No Chromium found and none could be installed: set ROUNDS_CHROMIUM to its path.");
    }
  }
  return chromium.executablePath();
}
