import type { SignInDeps } from "./auth/sign-in.ts";
import type { SendMail } from "./report-ports.ts";
import type { Utilities } from "./utilities.ts";

/** What routes get. Wired once in `start-server.ts`. A utility's own parts come with the caller. */
export interface Deps {
  readonly utilities: Utilities;
  /** `open`: whoever is not signed in may do everything, in the first utility. */
  readonly access: "open" | "enforced";
  readonly signIn: SignInDeps;
  /** Three made people are signed in by a click. Only ever on this machine's own address. */
  readonly isDemo: boolean;
  readonly nowMs: () => number;
  readonly sendMail: SendMail;
  readonly report: (text: string) => void;
  readonly version: string;
  /** Folder with a folder for each utility. */
  readonly dataFolder: string;
  /** Folder of the built web app; absent while developing, where Vite serves it. */
  readonly webRoot?: string;
  /** Host names this server answers to. */
  readonly hosts: readonly string[];
  /** Addresses of TLS proxies: what they say of a browser's address is believed. */
  readonly proxies: readonly string[];
}
