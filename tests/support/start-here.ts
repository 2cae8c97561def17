import { type RunningServer, type ServerOptions, startServer } from "../../server/start-server.ts";

/** The whole server within the test's own process, on a free port. */
export async function startHere(
  dataFolder: string,
  more: Partial<ServerOptions> = {},
): Promise<RunningServer> {
  const started = await startServer({
    ...{ dataFolder, utility: "utility", host: "127.0.0.1", port: 0, version: "test" },
    ...{ masterKey: new Uint8Array(32).fill(7), report: () => undefined },
    ...more,
  });
  if (!started.ok) throw new Error(started.error.kind);
  return started.value;
}
