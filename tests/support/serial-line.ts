import { type ChildProcess, spawn } from "node:child_process";
import {
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerIm871a } from "../../shared/simulator/im871a-receiver.ts";
import { findBrowser } from "./find-browser.ts";
import { findTool } from "./find-tool.ts";

/**
 * A serial port that the browser itself sees: a pseudo terminal, shown in a private mount namespace as
 * a USB stick of the iM871A's kind, and granted to one origin by policy. Nothing outside sees any of it.
 */
export interface SerialLine {
  /** Starts Chromium inside the namespace; arguments follow. */
  readonly browserPath: string;
  /** Puts bytes on the line, as the stick does. */
  send(bytes: Uint8Array): void;
  /** What the app wrote to the stick. */
  readonly written: readonly number[];
  close(): Promise<void>;
}

/** Why there can be no such port here; `undefined` when there can. */
export function whyNoSerialLine(): string | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    return "it takes root on Linux to show a browser a made port";
  if (!existsSync("/usr/bin/unshare")) return "unshare is not installed";
  return findTool("/usr/bin/socat", "socat") ? undefined : "socat cannot be installed";
}

export async function openSerialLine(origin: string): Promise<SerialLine> {
  const folder = mkdtempSync(join(tmpdir(), "rounds-serial-"));
  const written: number[] = [];
  let socket: Socket | undefined;
  const tcp = createServer((client) => {
    socket = client;
    client.on("data", (chunk) => {
      written.push(...chunk);
      const answer = answerIm871a(chunk);
      if (answer) client.write(answer);
    });
    client.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => tcp.listen(0, "127.0.0.1", resolve));
  const address = tcp.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const pty = join(folder, "stick");
  const socat = spawn("/usr/bin/socat", [`PTY,link=${pty},raw,echo=0`, `TCP:127.0.0.1:${port}`], {
    stdio: "ignore",
  });
  await waitFor(() => existsSync(pty) && socket !== undefined);
  // Held open, so that the line outlives the browser, as a stick in its socket does.
  const holder = openSync(pty, constants.O_RDWR | constants.O_NOCTTY);
  return {
    browserPath: writeScript(folder, { pty, origin }),
    send: (bytes) => socket?.write(bytes),
    written,
    close: () =>
      end(socat, () => {
        closeSync(holder);
        tcp.close();
        rmSync(folder, { recursive: true, force: true });
      }),
  };
}

async function waitFor(isThere: () => boolean): Promise<void> {
  for (let n = 0; n < 3000 && !isThere(); n++) await new Promise((resolve) => setTimeout(resolve, 20));
  if (!isThere()) throw new Error("The made serial port did not come up.");
}

const end = (child: ChildProcess, after: () => void): Promise<void> =>
  new Promise((resolve) => {
    child.once("exit", () => {
      after();
      resolve();
    });
    child.kill("SIGKILL");
  });

function writeScript(
  folder: string,
  { pty, origin }: { readonly pty: string; readonly origin: string },
): string {
  const policies = join(folder, "etc/policies/managed");
  mkdirSync(policies, { recursive: true });
  writeFileSync(join(policies, "serial.json"), JSON.stringify({ SerialAllowAllPortsForUrls: [origin] }));
  const script = join(folder, "browser.sh");
  const text = `#!/bin/sh
exec unshare --mount --propagation private /bin/sh -ec '
  mkdir -p /etc/chromium && mount --bind ${folder}/etc /etc/chromium
  printf "serial /dev/ttyS 4 64-95 serial\\n" > ${folder}/drivers
  mount --bind ${folder}/drivers /proc/tty/drivers
  mount -t tmpfs rounds /sys/class/tty
  mount -t tmpfs rounds /sys/devices/platform
  pty=$(readlink -f ${pty})
  at=/sys/devices/platform/rounds/ttyUSB0/tty/ttyUSB0
  mkdir -p "$at"
  printf "MAJOR=4\\nMINOR=64\\nDEVNAME=%s\\nID_BUS=usb\\nID_VENDOR_ID=10c4\\nID_MODEL_ID=ea60\\nID_SERIAL_SHORT=STICK\\nID_MODEL_ENC=stick\\n" "\${pty#/dev/}" > "$at/uevent"
  ln -s /sys/class/tty "$at/subsystem"
  ln -s ../../devices/platform/rounds/ttyUSB0/tty/ttyUSB0 /sys/class/tty/ttyUSB0
  export SYSTEMD_DEVICE_VERIFY_SYSFS=0
  exec ${findBrowser()} "$@"' sh "$@"
`;
  writeFileSync(script, text, { mode: 0o755 });
  return script;
}
