import { UART_SERVICES, type UartService } from "../../../shared/codecs/receivers/uart-service-table.ts";
import {
  choiceFault,
  type LinkFault,
  type LinkOptions,
  type LinkSettings,
  pause,
  RETRY_MS,
  type ReceiverLink,
} from "./receiver-link.ts";

/** As much of `navigator.bluetooth` as is used. */
export type BluetoothRadios = Pick<Bluetooth, "requestDevice"> & Partial<Pick<Bluetooth, "getDevices">>;

/** What every bridge takes in one write. */
const MOST_BYTES = 20;

/**
 * A receiver behind a Bluetooth LE bridge (Web Bluetooth) that carries its bytes through one of the
 * known UART services. Within the page a broken link is taken up again by itself.
 */
export class BluetoothReceiver implements ReceiverLink {
  readonly #radios: BluetoothRadios;
  readonly #options: LinkOptions;
  #bridge: BluetoothDevice | undefined;
  #write: BluetoothRemoteGATTCharacteristic | undefined;
  #greeting: readonly Uint8Array[];
  #writing: Promise<unknown> = Promise.resolve();
  #isWanted = false;
  #isRetrying = false;

  constructor(radios: BluetoothRadios, options: LinkOptions) {
    this.#radios = radios;
    this.#options = options;
    this.#greeting = options.greeting;
  }

  async choose(): Promise<void> {
    try {
      const bridge = await this.#radios.requestDevice({
        filters: UART_SERVICES.map(({ service }) => ({ services: [service] })),
      });
      await this.close();
      await this.#start(bridge);
    } catch (error) {
      // What is open stays so.
      if (!this.#isWanted) this.#fail(choiceFault(error));
    }
  }

  async resume(): Promise<boolean> {
    if (this.#isWanted) return true;
    const [bridge] = (await this.#radios.getDevices?.()) ?? [];
    if (!bridge) return false;
    await this.#start(bridge);
    return true;
  }

  /** The bridge's speed is set at the bridge. */
  async setUp({ greeting }: LinkSettings): Promise<void> {
    this.#greeting = greeting;
    if (this.#write && this.#bridge?.gatt?.connected) await this.#send(this.#write, this.#greeting);
  }

  async write(bytes: Uint8Array): Promise<boolean> {
    if (!this.#write || !this.#bridge?.gatt?.connected) return false;
    return this.#send(this.#write, [bytes]);
  }

  canWrite(): boolean {
    return this.#write !== undefined;
  }

  async close(): Promise<void> {
    this.#isWanted = false;
    this.#write = undefined;
    this.#bridge?.removeEventListener("gattserverdisconnected", this.#onLost);
    this.#bridge?.gatt?.disconnect();
    this.#bridge = undefined;
    await this.#writing;
    this.#options.listener.onState({ kind: "closed" });
  }

  async #start(bridge: BluetoothDevice): Promise<void> {
    this.#isWanted = true;
    this.#bridge = bridge;
    bridge.addEventListener("gattserverdisconnected", this.#onLost);
    this.#options.listener.onState({ kind: "opening" });
    const fault = await this.#connect(bridge);
    if (fault === "link.no-service") this.#fail(fault);
    else if (fault) this.#onLost();
  }

  readonly #onLost = (): void => {
    if (!this.#isRetrying) void this.#retry();
  };

  async #retry(): Promise<void> {
    const { listener, nowMs, retryMs = RETRY_MS } = this.#options;
    this.#isRetrying = true;
    const sinceMs = nowMs();
    for (let attempt = 0; this.#isWanted && this.#bridge; attempt++) {
      listener.onState({ kind: "lost", sinceMs, isRetrying: true });
      await pause(retryMs[Math.min(attempt, retryMs.length - 1)] ?? 1000);
      if (!(this.#isWanted && this.#bridge)) break;
      if ((await this.#connect(this.#bridge)) === undefined) break;
    }
    this.#isRetrying = false;
  }

  /** `undefined`: bytes come. */
  async #connect(bridge: BluetoothDevice): Promise<LinkFault | undefined> {
    try {
      const server = await bridge.gatt?.connect();
      if (!server) return "link.failed";
      const found = await findUart(server);
      if (!found) return "link.no-service";
      const { service, uart } = found;
      const notify = await service.getCharacteristic(uart.notify);
      notify.addEventListener("characteristicvaluechanged", this.#onValue);
      await notify.startNotifications();
      this.#write = await findWrite(service, uart);
      this.#options.listener.onState({ kind: "open", name: bridge.name ?? uart.product, lineErrors: 0 });
      // Behind a bridge that takes nothing the receiver hears as it was set up elsewhere.
      if (this.#write) await this.#send(this.#write, this.#greeting);
      return undefined;
    } catch {
      return "link.failed";
    }
  }

  readonly #onValue = (event: Event): void => {
    const { target } = event;
    const value: unknown = target ? Reflect.get(target, "value") : undefined;
    if (!(value instanceof DataView)) return;
    const bytes = new Uint8Array(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength));
    this.#options.listener.onBytes(bytes, this.#options.nowMs());
  };

  /** Bridges take one short write at a time. False where one was not taken: what comes after it is of no use then. */
  #send(write: BluetoothRemoteGATTCharacteristic, whole: readonly Uint8Array[]): Promise<boolean> {
    const pieces = whole.flatMap(piecesOf);
    const sending = this.#writing.then(async () => {
      for (const piece of pieces) if (!(await put(write, piece))) return false;
      return true;
    });
    this.#writing = sending;
    return sending;
  }

  #fail(code: LinkFault): void {
    this.#isWanted = false;
    this.#options.listener.onState({ kind: "failed", code });
  }
}

async function findUart(
  server: BluetoothRemoteGATTServer,
): Promise<{ service: BluetoothRemoteGATTService; uart: UartService } | undefined> {
  for (const uart of UART_SERVICES) {
    const service = await server.getPrimaryService(uart.service).catch(() => undefined);
    if (service) return { service, uart };
  }
  return undefined;
}

/** `undefined`: this bridge only tells. */
async function findWrite(
  service: BluetoothRemoteGATTService,
  uart: UartService,
): Promise<BluetoothRemoteGATTCharacteristic | undefined> {
  const found = await service.getCharacteristic(uart.write).catch(() => undefined);
  return found?.properties.write || found?.properties.writeWithoutResponse ? found : undefined;
}

/** Some bridges acknowledge what they take, others do not offer it. */
const put = (write: BluetoothRemoteGATTCharacteristic, piece: Uint8Array<ArrayBuffer>): Promise<boolean> =>
  (write.properties.write
    ? write.writeValueWithResponse(piece)
    : write.writeValueWithoutResponse(piece)
  ).then(
    () => true,
    () => false,
  );

function piecesOf(bytes: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < bytes.length; at += MOST_BYTES) pieces.push(bytes.slice(at, at + MOST_BYTES));
  return pieces;
}
