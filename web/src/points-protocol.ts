import type { LatestColumns } from "../../shared/blocks/latest-values.ts";
import type { WirePointList } from "../../shared/model/wire.ts";
import type { Latest } from "./points/latest-table.ts";
import type { OwnColumn } from "./points/own-columns.ts";
import type { PackWords } from "./points/pack-words.ts";
import type { PointColumn } from "./points/point-criteria.ts";
import type { ShardPack } from "./points/shard-pack.ts";
import type { PointsOwner } from "./store/kept-lists.ts";

/** What the page asks of the worker that keeps the list of points. */
export type PointsCommand =
  | { readonly kind: "open"; readonly owner: PointsOwner }
  /** Brings everything up to date. */
  | { readonly kind: "refresh" }
  /** What the change feed told, to be kept for the next visit. */
  | {
      readonly kind: "heard";
      readonly readings: readonly { readonly pointId: string; readonly latest: Latest }[];
      readonly hasEdits: boolean;
      readonly cursor: number | undefined;
    }
  | { readonly kind: "order"; readonly column: PointColumn; readonly languageTag: string }
  /** Fields of the utility's own that somebody looks at; texts are put in the order of the language. */
  | { readonly kind: "own"; readonly fields: readonly string[]; readonly languageTag: string };

export interface OrderNews {
  readonly column: PointColumn;
  readonly languageTag: string;
  readonly order: Uint32Array;
}

/** The list as it stands; packs that the page has already are left out. */
export interface TableNews {
  readonly kind: "table";
  /** In the order of their rows. */
  readonly rooms: readonly string[];
  readonly packs: readonly { readonly room: string; readonly pack: ShardPack; readonly words?: PackWords }[];
  readonly latest: LatestColumns;
  /** The order that is wanted, of these rows. */
  readonly order?: OrderNews;
  /** Change cursor the latest readings are true at. */
  readonly cursor: number;
  readonly utility: WirePointList["utility"];
  /** When the server last said that this is how it is. */
  readonly syncedAtMs: number;
  /** Points a newer server wrote in a form this app does not know. */
  readonly unread: number;
  /** Own fields that are looked at, for these rows. */
  readonly own: readonly OwnColumn[];
}

export type PointsEvent =
  | TableNews
  /** Whether there was anything to show from this browser's own store. */
  | { readonly kind: "opened"; readonly isEmpty: boolean }
  /** The server was asked and says that everything is as shown. */
  | { readonly kind: "confirmed"; readonly syncedAtMs: number }
  | { readonly kind: "progress"; readonly done: number; readonly of: number }
  | { readonly kind: "failed"; readonly code: string }
  /** This browser gives no room: the list is there only until the page is closed. */
  | { readonly kind: "unkept" }
  /** What the search field looks at, made when the list stands; until then the page makes its own. */
  | {
      readonly kind: "words";
      readonly words: readonly { readonly room: string; readonly words: PackWords }[];
    }
  /** For the rows of the last table. `failed`: fields that neither the server nor this browser has given. */
  | { readonly kind: "own"; readonly columns: readonly OwnColumn[]; readonly failed: readonly string[] }
  /** `version` is the number of the table this is an order of. */
  | ({ readonly kind: "order"; readonly version: number } & OrderNews);
