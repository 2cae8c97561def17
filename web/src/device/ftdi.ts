import { findVendorPlaces, type UsbChip, type UsbPlaces } from "./usb-chip.ts";

/**
 * FTDI FT232 and its kin. Requests go to the whole plug, of the vendor's type. Where a plug has several
 * ports the index names one, 1 being the first; where it has one, it is 0.
 *
 * | request | code | value |
 * |---|---|---|
 * | reset | 00 | 0: the port, 1: what it has received, 2: what it has to send |
 * | modem control | 01 | 0101: DTR on, 0202: RTS on |
 * | flow control | 02 | 0: none |
 * | speed | 03 | divisor of 3 MHz: whole part in bits 0-13, eighths coded in bits 14-16 |
 * | line | 04 | 0008: 8 data bits, no parity, 1 stop bit |
 * | latency timer | 09 | milliseconds until a short packet is sent |
 *
 * Every packet to the host begins with two bytes of state.
 */
const VENDOR = 0x0403;
const RESET = 0x00;
const MODEM_CONTROL = 0x01;
const FLOW_CONTROL = 0x02;
const SPEED = 0x03;
const LINE = 0x04;
const LATENCY = 0x09;
const STATE_BYTES = 2;

/** Eighths 0 to 7 as the chip writes them. */
const EIGHTHS = [0, 3, 2, 4, 1, 5, 6, 7] as const;
const CLOCK_HZ = 3_000_000;

/** Bits 0-15 go into the value, bit 16 into the index. */
export function ftdiDivisor(baudRate: number): number {
  const eighths = Math.floor((CLOCK_HZ * 8) / baudRate);
  return (eighths >> 3) | ((EIGHTHS[eighths & 7] ?? 0) << 14);
}

/** `high`: bit 16 of the divisor. */
function ask(
  plug: USBDevice,
  { control }: UsbPlaces,
  request: number,
  value: number,
  high = 0,
): USBControlTransferParameters {
  const hasPorts = (plug.configuration?.interfaces.length ?? 0) > 1;
  const index = hasPorts ? (high << 8) | (control + 1) : high;
  return { requestType: "vendor", recipient: "device", request, value, index };
}

export const ftdi: UsbChip = {
  name: "FTDI",
  filters: [{ vendorId: VENDOR }],
  find: (plug) => findVendorPlaces(plug, VENDOR),
  async start(plug, places) {
    for (const what of [0, 1, 2]) await plug.controlTransferOut(ask(plug, places, RESET, what));
    await plug.controlTransferOut(ask(plug, places, LINE, 0x0008));
    await plug.controlTransferOut(ask(plug, places, FLOW_CONTROL, 0));
    await plug.controlTransferOut(ask(plug, places, MODEM_CONTROL, 0x0101));
    await plug.controlTransferOut(ask(plug, places, MODEM_CONTROL, 0x0202));
    await plug.controlTransferOut(ask(plug, places, LATENCY, 16));
  },
  async setSpeed(plug, places, baudRate) {
    const divisor = ftdiDivisor(baudRate);
    await plug.controlTransferOut(ask(plug, places, SPEED, divisor & 0xffff, divisor >> 16));
  },
  unpack(bytes, { packetSize }) {
    const parts: number[] = [];
    for (let at = 0; at < bytes.length; at += packetSize)
      parts.push(...bytes.subarray(at + STATE_BYTES, at + packetSize));
    return Uint8Array.from(parts);
  },
};
