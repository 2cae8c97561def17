import type { TownSnapshot } from "../../shared/simulator/town-snapshot.ts";
import { startWorker } from "./start-worker.ts";
import type { SenderFigures } from "./telegram-sender.ts";

/** What the gateway's thread is started with. */
export interface GatewayOrder {
  /** Origin of the server. */
  readonly url: string;
  readonly token: string;
  readonly snapshot: TownSnapshot;
  readonly telegramsPerSecond: number;
}

/** What the gateway's thread says. */
export type GatewayWord =
  | { readonly kind: "started" }
  | { readonly kind: "report"; readonly text: string }
  | { readonly kind: "figures"; readonly figures: SenderFigures }
  | { readonly kind: "stopped"; readonly figures: SenderFigures };

export interface TownStream {
  figures(): SenderFigures;
  stop(): Promise<SenderFigures>;
}

/**
 * Starts the town's gateway in a thread of its own: an ordinary HTTP client of the server, with the
 * gateway's token. Resolves when it hears its first meters.
 */
export async function streamTown(order: GatewayOrder, report: (text: string) => void): Promise<TownStream> {
  const worker = startWorker("gateway-worker", order);
  let figures: SenderFigures = { sent: 0, waiting: 0, refused: 0 };
  await new Promise<void>((resolve, reject) => {
    worker.once("error", reject);
    worker.on("message", (word: GatewayWord) => {
      if (word.kind === "started") resolve();
      else if (word.kind === "report") report(word.text);
      else figures = word.figures;
    });
  });
  worker.on("error", (error) =>
    report(`The simulated gateway stopped: ${error instanceof Error ? error.message : error}`),
  );
  return {
    figures: () => figures,
    stop: async () => {
      const stopped = new Promise<void>((resolve) => {
        worker.on("message", (word: GatewayWord) => {
          if (word.kind === "stopped") resolve();
        });
        worker.once("exit", () => resolve());
      });
      worker.postMessage("stop");
      await stopped;
      await worker.terminate();
      return figures;
    },
  };
}
