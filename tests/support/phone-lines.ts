import { openFakeBridge, whyNoBluez } from "./fake-bluez.ts";
import { findBrowser } from "./find-browser.ts";
import type { StickFrame } from "./heard-town.ts";
import { type Phone, type PhoneOptions, startPhone } from "./phone-browser.ts";
import { openSerialLine, type SerialLine, whyNoSerialLine } from "./serial-line.ts";

/** A receiver in a car, through the browser's own interface, and a phone beside it. */
export interface PhoneLine {
  readonly kind: "serial" | "bluetooth";
  start(options: Omit<PhoneOptions, "browserPath" | "env">): Promise<Phone>;
  /** What a reader taps the first time. */
  connect(phone: Phone): Promise<void>;
  /** What a reader taps after the app was restarted: a serial port needs nothing, a bridge one tap. */
  resume(phone: Phone): Promise<void>;
  send(frame: StickFrame): Promise<void>;
  readonly written: readonly number[];
  close(): Promise<void>;
}

export const whyNoSerial = whyNoSerialLine;
export const whyNoBluetooth = whyNoBluez;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const openSerialPhone = async (origin: string): Promise<PhoneLine> =>
  serialPhone(await openSerialLine(origin));

/** A phone on this line; whoever holds the line may put something else than a stick on it. */
export function serialPhone(line: SerialLine): PhoneLine {
  return {
    kind: "serial",
    start: (options) => startPhone({ ...options, browserPath: line.browserPath }),
    connect: (phone) => phone.page.getByRole("button", { name: "USB or serial" }).click(),
    resume: () => Promise.resolve(),
    send: (frame) => {
      line.send(frame.line);
      return pause(5);
    },
    written: line.written,
    close: () => line.close(),
  };
}

export const WEB_BLUETOOTH = "--enable-features=WebBluetooth,WebBluetoothNewPermissionsBackend";

export async function openBluetoothPhone(): Promise<PhoneLine> {
  const bridge = await openFakeBridge();
  return {
    kind: "bluetooth",
    start: ({ flags = [], ...options }) =>
      startPhone({
        ...options,
        browserPath: findBrowser(),
        env: bridge.env,
        flags: [...flags, WEB_BLUETOOTH],
      }),
    connect: tapBridge,
    resume: tapBridge,
    // Bridges cut what they carry into pieces of twenty bytes.
    async send({ line }) {
      for (let at = 0; at < line.length; at += 20) {
        bridge.notify(line.subarray(at, at + 20));
        await pause(3);
      }
    },
    written: bridge.written,
    close: () => {
      bridge.close();
      return Promise.resolve();
    },
  };
}

/** Taps the first bridge in the browser's own list. */
export async function tapBridge(phone: Phone): Promise<void> {
  const session = await phone.context.newCDPSession(phone.page);
  await session.send("DeviceAccess.enable");
  let isChosen = false;
  session.on("DeviceAccess.deviceRequestPrompted", ({ id, devices }) => {
    const [first] = devices;
    if (!first || isChosen) return;
    isChosen = true;
    void session.send("DeviceAccess.selectPrompt", { id, deviceId: first.id });
  });
  await phone.page.getByRole("button", { name: "Bluetooth" }).click();
}
