import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { decode } from "../../shared/codecs/decode.ts";
import { createFormatStore } from "../../shared/codecs/wmbus/format-store.ts";
import { meterKeyOf } from "../../shared/model/meter-id.ts";
import type { WireTelegram } from "../../shared/model/wire.ts";
import { makeTown } from "../../shared/simulator/town.ts";
import { historySpan } from "../../shared/simulator/town-snapshot.ts";
import { streamTown } from "./stream-town.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** An HTTP server that is busy for its first requests and then keeps what it gets. */
async function listen(busyRequests: number) {
  const taken: WireTelegram[] = [];
  const tokens = new Set<string>();
  let requests = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    requests += 1;
    tokens.add(`${request.method} ${request.url} ${request.headers.authorization}`);
    const isBusy = requests <= busyRequests;
    if (!isBusy) taken.push(...JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(isBusy ? 503 : 200).end("{}");
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, taken, tokens };
}

describe("the simulated gateway in its thread", () => {
  it("posts telegrams over HTTP with its token, after the server was busy too, and each decodes with its meter's key", async () => {
    const server = await listen(2);
    const options = { seed: 2, points: 60, ...historySpan(Date.now(), 2) };
    const reports: string[] = [];
    const stream = await streamTown(
      {
        url: server.url,
        token: "token-of-the-gateway",
        snapshot: { options, states: {} },
        telegramsPerSecond: 15,
      },
      (text) => reports.push(text),
    );
    await expect.poll(() => server.taken.length, { timeout: 20_000 }).toBeGreaterThan(40);
    const figures = await stream.stop();
    expect(figures.refused).toBe(0);
    expect(figures.sent).toBe(server.taken.length);
    expect([...server.tokens]).toEqual(["POST /ingest/v1/telegrams Bearer token-of-the-gateway"]);
    expect(reports[0]).toBe("The server answered 503: {}");
    expect(reports[1]).toMatch(/^The server takes telegrams again; \d+ were waiting\.$/);
    const keys = new Map(
      makeTown(options).points.flatMap(({ meters }) =>
        meters.map((meter) => [meter.key, meter.aesKey] as const),
      ),
    );
    const formats = createFormatStore();
    for (const { raw, rxAt, rssiDbm, gatewayId } of server.taken) {
      const decoded = decode(Uint8Array.from(Buffer.from(raw, "hex")), {
        link: "wmbus",
        keyring: { find: (meter) => keys.get(meterKeyOf(meter)) },
        formats,
      });
      const verdict = decoded.ok ? decoded.value.security.verdict : decoded.error.kind;
      expect(["decrypted", "unknown-signature"]).toContain(verdict);
      expect(Math.abs(Number(rxAt) - Date.now())).toBeLessThan(60_000);
      expect(rssiDbm).toBeLessThan(-20);
      expect(gatewayId).toMatch(/\S/);
    }
  });
});
