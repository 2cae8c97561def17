/** What this browser can do on a round, asked of the browser itself and not of its name. */
export interface BrowserAbilities {
  readonly serial: Ability;
  readonly bluetooth: Ability;
  /** USB plugs without the system's serial ports: what Android needs. */
  readonly usb: Ability;
  /** Opens the Bluetooth bridge again after a reload, without a tap. */
  readonly bluetoothResume: boolean;
  readonly wakeLock: boolean;
}

/** `insecure`: the browser would, but not over plain HTTP. `missing`: it cannot. */
export type Ability = "yes" | "insecure" | "missing";

export function findAbilities(): BrowserAbilities {
  const missing: Ability = isSecureContext ? "missing" : "insecure";
  return {
    serial: "serial" in navigator ? "yes" : missing,
    bluetooth: "bluetooth" in navigator ? "yes" : missing,
    usb: "usb" in navigator ? "yes" : missing,
    bluetoothResume: "bluetooth" in navigator && "getDevices" in navigator.bluetooth,
    wakeLock: "wakeLock" in navigator,
  };
}
