import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface RangeServer {
  readonly url: string;
  /** What was asked for: the path, with its range. */
  readonly asked: readonly string[];
  /** Answers with this status from now on. */
  refuse(status: number | undefined): void;
  close(): Promise<void>;
}

/** Serves files over real HTTP, ranges of them where they are asked for. */
export async function serveRanges(files: ReadonlyMap<string, Uint8Array>): Promise<RangeServer> {
  const asked: string[] = [];
  let refusal: number | undefined;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://here");
    const { range = "" } = request.headers;
    asked.push(`${pathname} ${range}`.trim());
    const file = files.get(pathname);
    if (refusal !== undefined || !file) {
      response.writeHead(refusal ?? 404).end();
      return;
    }
    const match = /^bytes=(\d+)-(\d+)$/.exec(range);
    if (!match) {
      response.writeHead(200, { "content-length": file.length }).end(file);
      return;
    }
    const [from, to] = [Number(match[1]), Math.min(Number(match[2]), file.length - 1)];
    const headers = {
      "content-range": `bytes ${from}-${to}/${file.length}`,
      "content-length": to - from + 1,
    };
    response.writeHead(206, headers).end(file.subarray(from, to + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    refuse(status) {
      refusal = status;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
