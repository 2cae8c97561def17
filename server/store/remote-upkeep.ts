import type { RetentionStep, StoreUpkeep } from "../reading-ports.ts";
import type { Upkeep } from "./store-upkeep.ts";
import type { ThinnedMonths } from "./thin-blocks.ts";
import type { ThinThread } from "./thin-thread.ts";

type Remote<Store> = {
  readonly [Method in keyof Store]: Store[Method] extends (...args: infer Args) => infer Answer
    ? (...args: Args) => Promise<Answer>
    : never;
};

interface Thinned {
  readonly thinned: ThinnedMonths;
  readonly next?: number;
}

/**
 * Thinning is work for a thread of its own: the store's gives months away and takes them back. While it takes
 * some back, the next ones are thinned already; what changed meanwhile is left for another day.
 */
export function remoteUpkeep(
  remote: StoreUpkeep & Remote<Pick<Upkeep, "monthsToThin" | "putThinned">>,
  thinner: ThinThread,
): StoreUpkeep {
  let ahead: { readonly name: string; readonly thinned: Promise<Thinned> } | undefined;
  const thin = async (step: RetentionStep): Promise<Thinned> => {
    const { months, ...next } = await remote.monthsToThin(step);
    if (months.length === 0) return { thinned: { thinned: [], unreadable: [] }, ...next };
    return { thinned: await thinner.thin(months, step.dayStartsMs ?? []), ...next };
  };
  const retain: StoreUpkeep["retain"] = async (step) => {
    if (!step.dayStartsMs) return remote.retain(step);
    const { thinned, ...next } = await (ahead?.name === nameOf(step) ? ahead.thinned : thin(step));
    ahead = undefined;
    if (next.next !== undefined) {
      const nextStep = { ...step, from: next.next };
      ahead = { name: nameOf(nextStep), thinned: thin(nextStep) };
      // Whoever asks for it hears what went wrong; nobody may ask.
      ahead.thinned.catch(() => undefined);
    }
    return { removed: await remote.putThinned(step.atMs, thinned), ...next };
  };
  return new Proxy(remote, {
    get: (target, method) => (method === "retain" ? retain : Reflect.get(target, method)),
  });
}

const nameOf = (step: RetentionStep): string => JSON.stringify(step);
