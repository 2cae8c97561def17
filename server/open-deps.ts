import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ok, type Result } from "../shared/model/result.ts";
import { createSignInDeps } from "./auth/sign-in.ts";
import { LOOPBACK_ADDRESSES, LOOPBACK_NAMES } from "./config.ts";
import type { Deps } from "./deps.ts";
import { sendMail } from "./notify/send-mail.ts";
import { closeUtility, openUtility } from "./open-utility.ts";
import type { StorageOpenError } from "./ports.ts";
import { Utilities, type Utility } from "./utilities.ts";

export interface DepsOptions {
  readonly dataFolder: string;
  /** Folder name of the utility that answers where nobody signs in; made when it is not there. */
  readonly utility: string;
  readonly masterKey: Uint8Array;
  readonly access?: Deps["access"];
  readonly isDemo?: boolean;
  /** Names under which a TLS proxy makes this server known. */
  readonly publicHosts?: readonly string[];
  /** Addresses of TLS proxies; where there are public names, those of this machine. */
  readonly proxies?: readonly string[];
  readonly webRoot?: string;
  readonly version: string;
  readonly report: (text: string) => void;
  readonly nowMs?: () => number;
}

export interface OpenDeps {
  readonly deps: Deps;
  close(): Promise<void>;
}

/** Opens every utility of the data folder and wires what routes get. */
export async function openDeps(options: DepsOptions): Promise<Result<OpenDeps, StorageOpenError>> {
  const opened: Utility[] = [];
  const close = async (): Promise<void> => {
    for (const utility of opened) await closeUtility(utility);
  };
  const others = listUtilities(options.dataFolder).filter((id) => id !== options.utility);
  for (const utility of [options.utility, ...others]) {
    const one = await openUtility({ ...options, utility });
    if (!one.ok) {
      await close();
      return one;
    }
    opened.push(one.value);
  }
  const [first, ...rest] = opened;
  if (!first) throw new Error("there is always the named utility");
  return ok({ deps: wireDeps(options, new Utilities(first, rest)), close });
}

/** Folders that hold a utility's store, in the order of their names. */
export function listUtilities(dataFolder: string): readonly string[] {
  if (!existsSync(dataFolder)) return [];
  return readdirSync(dataFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(dataFolder, entry.name, "store.db")))
    .map((entry) => entry.name)
    .filter(isUtilityId)
    .sort();
}

/** A utility's folder name; it is part of tokens and of room names too. */
export const isUtilityId = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,62}$/.test(text);

function wireDeps(options: DepsOptions, utilities: Utilities): Deps {
  const publicHosts = options.publicHosts ?? [];
  return {
    utilities,
    dataFolder: options.dataFolder,
    access: options.access ?? "enforced",
    signIn: createSignInDeps(options.masterKey),
    isDemo: options.isDemo ?? false,
    nowMs: options.nowMs ?? (() => Date.now()),
    sendMail,
    report: options.report,
    version: options.version,
    ...(options.webRoot === undefined ? {} : { webRoot: options.webRoot }),
    hosts: [...LOOPBACK_NAMES, ...publicHosts],
    proxies: options.proxies ?? (publicHosts.length > 0 ? LOOPBACK_ADDRESSES : []),
  };
}
