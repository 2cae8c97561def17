import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { err, ok, type Result } from "../shared/model/result.ts";

const HEX_KEY = /^[0-9a-fA-F]{64}$/;

const HOW_TO =
  "Set ROUNDS_MASTER_KEY to 64 hex digits (openssl rand -hex 32), or ROUNDS_MASTER_KEY_FILE to a file outside the data folder that holds them.";

/** The 32-byte key that meter keys are encrypted with at rest (DESIGN D7). The error is one sentence. */
export function readMasterKey(env: Readonly<Record<string, string | undefined>>): Result<Uint8Array, string> {
  const { ROUNDS_MASTER_KEY: direct, ROUNDS_MASTER_KEY_FILE: file } = env;
  if (direct !== undefined) return parseKey(direct, "ROUNDS_MASTER_KEY");
  if (file === undefined) return err(`There is no master key. ${HOW_TO}`);
  try {
    return parseKey(readFileSync(file, "utf8").trim(), file);
  } catch {
    return err(`The master key file ${file} cannot be read. ${HOW_TO}`);
  }
}

function parseKey(text: string, from: string): Result<Uint8Array, string> {
  if (!HEX_KEY.test(text)) return err(`${from} does not hold 64 hex digits. ${HOW_TO}`);
  return ok(Uint8Array.from(Buffer.from(text, "hex")));
}

export const LOOPBACK_ADDRESSES: readonly string[] = ["127.0.0.1", "::1"];
/** As a browser writes them in `Host`. */
export const LOOPBACK_NAMES: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

/** Where nobody can sign in (no administrator yet, the demonstration) Rounds listens on this machine only. */
export function checkHost(host: string): Result<string, string> {
  if (["localhost", ...LOOPBACK_ADDRESSES].includes(host)) return ok(host);
  return err(
    `Rounds listens on this machine only (127.0.0.1) as long as nobody can sign in; "${host}" is refused.`,
  );
}

const HOST_NAME = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** `a.example,b.example` as names without scheme, port or path. */
export function parseHostNames(text: string): Result<readonly string[], string> {
  const names = text.split(",").map((name) => name.trim().toLowerCase());
  if (names.every((name) => HOST_NAME.test(name))) return ok(names);
  return err(`--public-host takes names such as rounds.example.org, separated by commas, not "${text}".`);
}

/** Addresses separated by commas. */
export function parseAddresses(text: string): Result<readonly string[], string> {
  const addresses = text.split(",").map((address) => address.trim());
  if (addresses.every((address) => isIP(address) !== 0)) return ok(addresses);
  return err(`--proxy takes addresses such as 10.0.0.5, separated by commas, not "${text}".`);
}
