import { createServer, type Socket, connect as tcpConnect } from "node:net";

/** The way between a phone and the server: while it is cut, every call breaks off at once. */
export interface CutLine {
  /** What the phone knows the server as. */
  readonly url: string;
  cut(): void;
  mend(): void;
  /** Bytes both ways since the line was last mended, headers included. */
  bytes(): number;
  /** Puts other words of the same length into what the server says; nothing more once called without. */
  twist(from?: RegExp, to?: string): void;
  close(): Promise<void>;
}

export async function openCutLine(serverUrl: string): Promise<CutLine> {
  const target = Number(new URL(serverUrl).port);
  const sockets = new Set<Socket>();
  let isCut = false;
  let bytes = 0;
  let twisted: readonly [from: RegExp, to: string] | undefined;
  // The port stays taken while the line is cut: nobody else may answer there.
  const server = createServer((phone) => {
    if (isCut) {
      phone.destroy();
      return;
    }
    const there = tcpConnect(target, "127.0.0.1");
    for (const socket of [phone, there]) {
      sockets.add(socket);
      socket.on("data", (chunk) => {
        bytes += chunk.length;
      });
      socket.on("error", () => undefined);
      socket.on("close", () => sockets.delete(socket));
    }
    phone.pipe(there);
    there.on("data", (chunk) => {
      const text = twisted && chunk.toString("latin1").replace(twisted[0], twisted[1]);
      phone.write(text === undefined ? chunk : Buffer.from(text, "latin1"));
    });
    there.on("end", () => phone.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://localhost:${port}`,
    cut,
    twist: (from, to) => {
      twisted = from === undefined || to === undefined ? undefined : [from, to];
    },
    mend: () => {
      isCut = false;
      bytes = 0;
    },
    bytes: () => bytes,
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
