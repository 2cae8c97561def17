import {
  choiceFault,
  type LinkOptions,
  type LinkSettings,
  pause,
  RETRY_MS,
  type ReceiverLink,
} from "./receiver-link.ts";

/** As much of `navigator.serial` as is used. */
export type SerialPorts = Pick<Serial, "getPorts" | "requestPort">;

/**
 * A receiver on a USB or Bluetooth serial port (Web Serial). Line errors end the browser's stream, not
 * the port: reading goes on with the next one. A port that was lost is opened again when it is back.
 */
export class SerialReceiver implements ReceiverLink {
  readonly #ports: SerialPorts;
  readonly #options: LinkOptions;
  #port: SerialPort | undefined;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #running: Promise<void> = Promise.resolve();
  #isWanted = false;
  /** Counts openings and closings: what an older one still says is not said any more. */
  #turn = 0;
  #lineErrors = 0;
  #settings: LinkSettings;
  /** Set while the port is closed only to be opened at another speed. */
  #onReopened: (() => void) | undefined;

  constructor(ports: SerialPorts, options: LinkOptions) {
    this.#ports = ports;
    this.#options = options;
    this.#settings = options;
  }

  async choose(): Promise<void> {
    try {
      const port = await this.#ports.requestPort();
      await this.close();
      this.#start(port);
    } catch (error) {
      // What is open stays so.
      if (!this.#isWanted) this.#options.listener.onState({ kind: "failed", code: choiceFault(error) });
    }
  }

  async resume(): Promise<boolean> {
    const [port] = await this.#ports.getPorts();
    if (!port || this.#isWanted) return this.#isWanted;
    this.#start(port);
    return true;
  }

  async setUp(settings: LinkSettings): Promise<void> {
    const isSameSpeed = settings.baudRate === this.#settings.baudRate;
    this.#settings = settings;
    if (!(this.#isWanted && this.#port?.readable)) return;
    if (isSameSpeed) return this.#greet(this.#port);
    const reopened = new Promise<void>((resolve) => {
      this.#onReopened = resolve;
    });
    await this.#reader?.cancel().catch(() => undefined);
    await reopened;
  }

  async write(bytes: Uint8Array): Promise<boolean> {
    const writer = this.#port?.writable?.getWriter();
    if (!writer) return false;
    try {
      await writer.write(bytes);
      return true;
    } catch {
      return false;
    } finally {
      writer.releaseLock();
    }
  }

  async close(): Promise<void> {
    this.#isWanted = false;
    this.#turn += 1;
    const turn = this.#turn;
    await this.#reader?.cancel().catch(() => undefined);
    await this.#running;
    if (this.#turn === turn) this.#options.listener.onState({ kind: "closed" });
  }

  /** One after the other: a port that is being closed cannot be opened yet. */
  #start(port: SerialPort): void {
    this.#isWanted = true;
    this.#port = port;
    this.#turn += 1;
    const turn = this.#turn;
    void this.#reader?.cancel().catch(() => undefined);
    this.#running = this.#running.then(() => this.#run(turn));
  }

  #isNow = (turn: number): boolean => this.#isWanted && this.#turn === turn;

  async #run(turn: number): Promise<void> {
    const { listener, nowMs, retryMs = RETRY_MS } = this.#options;
    let lostAtMs: number | undefined;
    for (let attempt = 0; this.#isNow(turn); attempt++) {
      if (lostAtMs === undefined) listener.onState({ kind: "opening" });
      const end = await this.#session(turn);
      if (!this.#isNow(turn)) return this.#endReopening();
      if (end === "ended" && this.#onReopened) continue;
      this.#endReopening();
      if (end === "taken" && lostAtMs === undefined) {
        this.#isWanted = false;
        listener.onState({ kind: "failed", code: "link.taken" });
        return;
      }
      if (end === "ended") [lostAtMs, attempt] = [undefined, 0];
      lostAtMs ??= nowMs();
      listener.onState({ kind: "lost", sinceMs: lostAtMs, isRetrying: true });
      await pause(retryMs[Math.min(attempt, retryMs.length - 1)] ?? 1000);
      await this.#findAgain();
    }
  }

  #endReopening(): void {
    this.#onReopened?.();
    this.#onReopened = undefined;
  }

  /** A replugged receiver is another port object for the same permission. */
  async #findAgain(): Promise<void> {
    const ports = await this.#ports.getPorts().catch((): SerialPort[] => []);
    if (this.#port && !ports.includes(this.#port)) this.#port = ports[0] ?? this.#port;
  }

  /** One time open: until the port is closed or lost. */
  async #session(turn: number): Promise<"taken" | "unopened" | "ended"> {
    const port = this.#port;
    if (!port) return "unopened";
    try {
      const { baudRate, stopBits = 1 } = this.#settings;
      await port.open({ baudRate, stopBits, bufferSize: 4096 });
    } catch (error) {
      return error instanceof Error && error.name === "InvalidStateError" ? "taken" : "unopened";
    }
    try {
      await this.#greet(port);
      if (!this.#isNow(turn)) return "ended";
      this.#sayOpen(port);
      this.#endReopening();
      await this.#readAll(port, turn);
    } finally {
      await port.close().catch(() => undefined);
    }
    return "ended";
  }

  async #greet(port: SerialPort): Promise<void> {
    const writer = port.writable?.getWriter();
    if (!writer) return;
    try {
      for (const bytes of this.#settings.greeting) await writer.write(bytes);
    } catch {
      // Some receivers are set up elsewhere and take nothing: what they say is heard all the same.
    } finally {
      writer.releaseLock();
    }
  }

  /** `readable` is a fresh stream after every line error, and gone when the port is. */
  async #readAll(port: SerialPort, turn: number): Promise<void> {
    while (this.#isNow(turn) && port.readable) {
      const reader = port.readable.getReader();
      this.#reader = reader;
      try {
        const isEnd = await this.#readStream(reader);
        if (isEnd) return;
      } catch {
        this.#lineErrors += 1;
        if (port.readable) this.#sayOpen(port);
      } finally {
        reader.releaseLock();
        this.#reader = undefined;
      }
    }
  }

  async #readStream(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<boolean> {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return true;
      if (value.length > 0) this.#options.listener.onBytes(value, this.#options.nowMs());
    }
  }

  #sayOpen(port: SerialPort): void {
    this.#options.listener.onState({ kind: "open", name: nameOf(port), lineErrors: this.#lineErrors });
  }
}

/** The browser tells a port's numbers, not its name. */
function nameOf(port: SerialPort): string {
  const { usbVendorId, usbProductId } = port.getInfo();
  if (usbVendorId === undefined) return "";
  return [usbVendorId, usbProductId ?? 0].map((id) => id.toString(16).padStart(4, "0")).join(":");
}
