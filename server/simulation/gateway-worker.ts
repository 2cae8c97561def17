import { parentPort, workerData } from "node:worker_threads";
import { formatHex } from "../../shared/codecs/bytes/hex.ts";
import type { Heard } from "../../shared/simulator/gateway.ts";
import { reviveTown } from "../../shared/simulator/town-snapshot.ts";
import type { GatewayOrder, GatewayWord } from "./stream-town.ts";
import { TelegramSender } from "./telegram-sender.ts";

/** Thread of the simulated gateway: hears the town in real time and posts over HTTP. */
const order: GatewayOrder = workerData;
const say = (word: GatewayWord) => parentPort?.postMessage(word);

const HEARING_MS = 500;
/** After a pause (a sleeping laptop) the town goes on from now; what nobody heard is not made up. */
const LONGEST_CATCH_UP_MS = 60_000;

const sender = new TelegramSender({
  url: order.url,
  token: order.token,
  report: (text) => say({ kind: "report", text }),
});
const { gateway } = reviveTown(order.snapshot, order.telegramsPerSecond);
let heardUntilMs = Date.now();

const wireOf = ({ rxAtMs, receiver, rssiDbm, bytes }: Heard) => ({
  rxAt: rxAtMs,
  raw: formatHex(bytes),
  rssiDbm,
  gatewayId: receiver,
});

const timer = setInterval(() => {
  const nowMs = Date.now();
  const fromMs = Math.max(heardUntilMs, nowMs - LONGEST_CATCH_UP_MS);
  sender.add(gateway.hear(fromMs, nowMs).map(wireOf));
  heardUntilMs = nowMs;
  say({ kind: "figures", figures: sender.figures() });
}, HEARING_MS);

parentPort?.once("message", () => {
  clearInterval(timer);
  void sender.stop().then(() => say({ kind: "stopped", figures: sender.figures() }));
});
say({ kind: "started" });
