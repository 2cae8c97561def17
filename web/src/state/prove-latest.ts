import type { WirePoint } from "../../../shared/model/wire.ts";
import { proofTrail } from "./proof-trail.ts";

/** Opens the reading behind what a list says a meter showed last. */
export function proveLatest({ id, address, number, latest }: WirePoint): void {
  const main = latest?.values[0];
  if (!main) return;
  proofTrail.open({
    kind: "latest",
    name: address || number,
    pointId: id,
    atMs: latest.atMs,
    value: main.value,
    unit: main.unit,
  });
}
