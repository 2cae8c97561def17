import { Hono } from "hono";
import type { WireLastImport } from "../../shared/model/wire-groups.ts";
import { callerOf, isVisible } from "../caller.ts";

/** Which points came with the last import, as far as the caller may see them. */
export function lastImportRoutes(): Hono {
  return new Hono().get("/api/v1/last-import", async (c) => {
    const caller = callerOf(c);
    const { store, points } = caller.utility;
    const last = await store.rooms.lastImport();
    const pointIds = (last?.pointIds ?? []).filter((id) => {
      const row = points.find(id)?.row;
      return row !== undefined && isVisible(caller, row);
    });
    // Whoever sees none of its points is not told that there was an import, nor by whom.
    const isTold = last !== undefined && (caller.areas === "all" || pointIds.length > 0);
    const { atMs, source, byName } = last ?? { atMs: 0, source: "", byName: "" };
    return c.json({
      lastImport: isTold ? { atMs, source, byName, pointIds } : null,
    } satisfies WireLastImport);
  });
}
