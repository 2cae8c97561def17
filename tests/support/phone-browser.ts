import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright";
import { BROWSER_FLAGS } from "./find-browser.ts";
import { makePatient } from "./patient-context.ts";
import { removeFolder } from "./remove-folder.ts";
import { watchScreens } from "./seen-screens.ts";

/** A phone's browser with a profile of its own, which can be killed and started again. */
export interface Phone {
  readonly page: Page;
  readonly context: BrowserContext;
  /** As when the battery is pulled. */
  kill(): Promise<void>;
}

export const makeProfile = (): string => mkdtempSync(join(tmpdir(), "rounds-phone-"));
export const removeProfile = removeFolder;

export interface PhoneOptions {
  readonly browserPath: string;
  readonly profile: string;
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const SCREEN = { width: 412, height: 915 };

export async function startPhone({
  browserPath,
  profile,
  flags = [],
  env = {},
}: PhoneOptions): Promise<Phone> {
  const child = spawn(
    browserPath,
    [
      ...BROWSER_FLAGS,
      "--headless=new",
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      "--lang=en-GB",
      ...flags,
      "about:blank",
    ],
    { env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "pipe"], detached: true },
  );
  running.add(child);
  const browser: Browser = await chromium.connectOverCDP(await debuggingUrl(child));
  browser.on(
    "disconnected",
    watchScreens(() => browser.contexts()),
  );
  const context = browser.contexts()[0] ?? (await browser.newContext());
  makePatient(context);
  // The browser's own list of ports cannot be answered without a screen: the policy has granted the port.
  await context.addInitScript(() => {
    if (!("serial" in navigator)) return;
    const serial = navigator.serial as { getPorts(): Promise<unknown[]> };
    Object.assign(serial, { requestPort: async () => (await serial.getPorts())[0] });
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.setViewportSize(SCREEN);
  return {
    page,
    context,
    kill: () =>
      new Promise((resolve) => {
        if (!running.has(child)) return resolve();
        child.once("exit", () => {
          running.delete(child);
          resolve();
        });
        killAll(child);
      }),
  };
}

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) killAll(child);
});

/** With every process it started: one that outlived it would still write to the store that the next one opens. */
function killAll(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

function debuggingUrl(child: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The browser ended with ${code}:\n${said}`)));
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
      const url = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}
