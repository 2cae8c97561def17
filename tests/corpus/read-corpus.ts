import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Collections of real telegrams that may be tested against but not shipped. */
const FOLDER = resolve(process.env["ROUNDS_CORPUS"] ?? join(import.meta.dirname, "../../../shared/corpus"));

export interface WirelessCase {
  readonly id: string;
  readonly driver: string;
  readonly media_class: string;
  readonly transport: "wmbus" | "mbus";
  readonly security: string;
  /** Hexadecimal key, or `NOKEY`. */
  readonly key: string;
  readonly telegram: string;
  readonly earlier_telegrams: readonly string[];
  readonly expected: Readonly<Record<string, unknown>>;
  readonly expected_volatile: readonly string[];
  readonly expected_calculated: readonly string[];
}

export interface WiredRecord {
  readonly Function?: string;
  readonly StorageNumber?: string;
  readonly Tariff?: string;
  readonly Device?: string;
  readonly Unit?: string;
  readonly Quantity?: string;
  readonly Value?: string;
}

export interface WiredCase {
  readonly id: string;
  readonly frame: string;
  readonly valid: boolean | "unsupported";
  readonly media_class: string | null;
  readonly records_normalised: readonly WiredRecord[] | null;
  readonly error: string | null;
}

/** Cases of one file; `undefined` when the collection is not on this machine. */
export function readCases<Case>(file: string): readonly Case[] | undefined {
  const path = join(FOLDER, file);
  if (!existsSync(path)) return undefined;
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Case);
}

export const corpusFolder = FOLDER;
