import { createServer, type Socket, connect as tcpConnect } from "node:net";

/** The way between a phone and the server: while it is cut, every call breaks off at once. */
export interface CutLine {
  /** What the phone knows the server as. */
  readonly url: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function openCutLine(serverUrl: string): Promise<CutLine> {
  const target = Number(new URL(serverUrl).port);
  const sockets = new Set<Socket>();
  let isCut = false;
  // The port stays taken while the line is cut: nobody else may answer there.
  const server = createServer((phone) => {
    if (isCut) {
      phone.destroy();
      return;
    }
    const there = tcpConnect(target, "127.0.0.1");
    for (const socket of [phone, there]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => sockets.delete(socket));
    }
    phone.pipe(there).pipe(phone);
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
    mend: () => {
      isCut = false;
    },
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
