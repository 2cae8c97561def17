/**
 * A receiver in reach of this browser, over whatever carries its bytes. Adapters implement it; what
 * the bytes mean is the codec's matter.
 */
export interface ReceiverLink {
  /** Lets the person choose one. Only from a click: the browser asks for it. */
  choose(): Promise<void>;
  /** Opens what was chosen before, without asking; false where there is none or the browser may not. */
  resume(): Promise<boolean>;
  /** Another speed or other commands from now on; done when the receiver has them, or the link is gone. */
  setUp(settings: LinkSettings): Promise<void>;
  /** Writes these bytes at once; false where the link is not open, or did not take all of them. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** False where its bytes go one way only, as through a bridge that takes none. Absent: it takes them. */
  canWrite?(): boolean;
  close(): Promise<void>;
}

export const LINK_WAYS = ["serial", "usb", "bluetooth"] as const;
export type LinkWay = (typeof LINK_WAYS)[number];

/** What a receiver said, with the name of the codec that understands it. */
export interface ReceivedBytes {
  readonly codec: string;
  readonly bytes: Uint8Array;
  readonly atMs: number;
}

export interface LinkListener {
  onBytes(bytes: Uint8Array, atMs: number): void;
  onState(state: LinkState): void;
}

export type LinkState =
  | { readonly kind: "closed" }
  | { readonly kind: "opening" }
  | { readonly kind: "open"; readonly name: string; readonly lineErrors: number }
  /** Gone by itself; it is tried again while `isRetrying`, else it takes a tap. */
  | { readonly kind: "lost"; readonly sinceMs: number; readonly isRetrying: boolean }
  /** Could not be opened at all. */
  | { readonly kind: "failed"; readonly code: LinkFault };

export type LinkFault =
  | "link.taken"
  | "link.no-service"
  | "link.failed"
  /** The browser's list was closed without a choice. */
  | "link.not-chosen"
  /** The part of the app that opens receivers could not be fetched. */
  | "link.not-loaded"
  /** A USB plug with a chip no driver here knows. */
  | "link.no-driver"
  /** None of the receivers we know answered. */
  | "link.unknown";

export interface LinkSettings {
  readonly baudRate: number;
  /** Two with optical heads; default 1. A Bluetooth link has its own. */
  readonly stopBits?: 1 | 2;
  /** Written once the link is open, so that the receiver hears the right radio mode. */
  readonly greeting: readonly Uint8Array[];
}

export interface LinkOptions extends LinkSettings {
  readonly listener: LinkListener;
  readonly nowMs: () => number;
  /** Waits before another try; tests make it short. */
  readonly retryMs?: readonly number[];
}

export const RETRY_MS = [250, 500, 1000, 2000, 5000] as const;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether the person closed the browser's list without choosing. */
const isDismissed = (error: unknown): boolean =>
  error instanceof Error && (error.name === "NotFoundError" || error.name === "AbortError");

/** Why nothing was chosen from the browser's list. */
export const choiceFault = (error: unknown): LinkFault =>
  isDismissed(error) ? "link.not-chosen" : "link.failed";
