import type { StorageOpenError, UtilityStore } from "../ports.ts";
import type { FoldLimits } from "./fold-readings.ts";
import type { ReadingsTable } from "./readings.table.ts";
import type { Upkeep } from "./store-upkeep.ts";

/** What the store's worker and its caller say to each other. One call, one answer, matched by `id`. */
export type StoreName = Exclude<keyof UtilityStore, "close" | "readings">;

/** The same methods without promises: how the worker's side of a store looks. */
export type Synchronous<Store> = {
  readonly [Method in keyof Store]: Store[Method] extends (...args: infer Args) => Promise<infer Answer>
    ? (...args: Args) => Answer
    : never;
};

export type StoreCore = { readonly [Name in StoreName]: Synchronous<UtilityStore[Name]> } & {
  readonly readings: ReadingsTable;
  readonly upkeep: Upkeep;
  close(): void;
};

/** What decides how a store works; plain data, since it crosses to a thread. */
export interface OpenOptions {
  readonly dataFolder: string;
  /** Folder name of the utility inside the data folder. */
  readonly utility: string;
  /** 32 bytes; seals meter keys at rest. */
  readonly masterKey: Uint8Array;
  /** When recent readings are folded into blocks; default a million readings or 64 MB. */
  readonly foldLimits?: FoldLimits;
}

export interface StoreCall {
  readonly id: number;
  readonly store: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

export type StoreAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: { readonly code?: string; readonly text: string } };

/** Something an operator should know of; it answers no call. */
export interface StoreReport {
  readonly report: string;
}

/** First words of the worker: the store is open, or why not. */
export type StoreGreeting =
  | { readonly opened: true }
  | { readonly opened: false; readonly error: StorageOpenError };
