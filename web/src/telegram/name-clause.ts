import { isAskedLink } from "../../../shared/model/hearing.ts";

/** Which standard says what a byte means, by its layer and the way the telegram came; `undefined` for a maker's own protocol. */
export function nameClause(layer: string, link: string): string | undefined {
  if (isAskedLink(link)) return undefined;
  switch (layer) {
    case "link":
      return link === "mbus" ? "EN 13757-2" : "EN 13757-4";
    case "crc":
    case "ell":
      return "EN 13757-4";
    case "afl":
    case "tpl":
    case "encrypted":
      return "EN 13757-7";
    case "record":
    case "filler":
    case "manufacturer":
      return "EN 13757-3, 6";
    default:
      return undefined;
  }
}
