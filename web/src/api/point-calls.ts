import type { WireNewPoint, WirePointMade } from "../../../shared/model/wire-points.ts";
import { type Answer, call } from "./call.ts";

export const makePoint = (point: WireNewPoint): Answer<WirePointMade> =>
  call("POST", "/api/v1/points", { body: point });
