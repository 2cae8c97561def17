import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";

/** Long enough for a page to show what has come so far. */
const SLOW_MS = 600;

export interface HeldRun {
  /** Where a run of a report is asked for instead. */
  readonly url: string;
  /** Lets go of the last line of the run that is held. */
  release(): void;
  close(): Promise<void>;
}

/** Runs of reports by the real server, told slowly; the last line of each only when it is released. */
export async function holdLastLine(serverUrl: string): Promise<HeldRun> {
  let release = (): void => undefined;
  const answer = async (asked: IncomingMessage, out: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of asked) chunks.push(chunk as Buffer);
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const headers = { "content-type": "application/json", cookie: asked.headers.cookie ?? "" };
    const body = Buffer.concat(chunks);
    const run = await fetch(`${serverUrl}/api/v1/report-runs`, { method: "POST", headers, body });
    const lines = (await run.text()).trimEnd().split("\n");
    out.writeHead(run.status, { "content-type": "application/x-ndjson" });
    out.flushHeaders();
    for (const [at, line] of lines.entries()) {
      await (at === lines.length - 1 ? released : setTimeout(SLOW_MS));
      out.write(`${line}\n`);
    }
    out.end();
  };
  const server = createServer((asked, out) => void answer(asked, out).catch(() => out.destroy()));
  // Cookies are the host's, whatever its port.
  const { hostname } = new URL(serverUrl);
  await new Promise<void>((resolve) => server.listen(0, hostname, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${hostname}:${port}/api/v1/report-runs`,
    release: () => release(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
