import type { FirmwareSeen } from "../../shared/model/firmware.ts";
import type { FirmwareStore } from "../firmware-ports.ts";

const AGAIN_MS = 86_400_000;

/** Keeps what meters say of their version: a new one at once, the same again once a day. */
export function createFirmwareNotes(
  store: Pick<FirmwareStore, "note">,
): (seen: readonly FirmwareSeen[]) => Promise<void> {
  const known = new Map<string, FirmwareSeen>();
  return async (seen) => {
    const news = seen.filter(({ meter, version, atMs }) => {
      const before = known.get(meter);
      return before?.version !== version || atMs - before.atMs >= AGAIN_MS;
    });
    if (news.length === 0) return;
    await store.note(news);
    for (const one of news) known.set(one.meter, one);
  };
}
