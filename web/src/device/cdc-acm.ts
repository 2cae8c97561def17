import { findBulk, type UsbChip, type UsbPlaces } from "./usb-chip.ts";

/**
 * Plugs of the USB standard's own serial class (CDC, abstract control model): CUL and nanoCUL with a
 * microcontroller that speaks USB itself. One interface takes requests, the other carries the bytes.
 *
 * | request | code | value |
 * |---|---|---|
 * | SET_LINE_CODING | 20 | behind it: speed(4, least significant first), stop bits 0 = 1, parity 0, data bits 8 |
 * | SET_CONTROL_LINE_STATE | 22 | 3: DTR and RTS |
 */
const CONTROL_CLASS = 0x02;
const ABSTRACT_CONTROL = 0x02;
const BYTES_CLASS = 0x0a;
const SET_LINE_CODING = 0x20;
const SET_CONTROL_LINE_STATE = 0x22;

const ask = ({ control }: UsbPlaces, request: number, value: number): USBControlTransferParameters => ({
  requestType: "class",
  recipient: "interface",
  request,
  value,
  index: control,
});

export const cdcAcm: UsbChip = {
  name: "CDC",
  filters: [{ classCode: CONTROL_CLASS }, { classCode: CONTROL_CLASS, subclassCode: ABSTRACT_CONTROL }],
  find(plug) {
    const faces = plug.configuration?.interfaces ?? [];
    const control = faces.find(({ alternate }) => alternate.interfaceClass === CONTROL_CLASS);
    const carrier = faces.find(({ alternate }) => alternate.interfaceClass === BYTES_CLASS);
    const bulk = carrier && findBulk(carrier);
    if (!(control && carrier && bulk)) return undefined;
    return {
      control: control.interfaceNumber,
      claim: [control.interfaceNumber, carrier.interfaceNumber],
      ...bulk,
    };
  },
  async start(plug, places) {
    await plug.controlTransferOut(ask(places, SET_CONTROL_LINE_STATE, 3));
  },
  async setSpeed(plug, places, baudRate) {
    const coding = Uint8Array.of(0, 0, 0, 0, 0, 0, 8);
    new DataView(coding.buffer).setUint32(0, baudRate, true);
    await plug.controlTransferOut(ask(places, SET_LINE_CODING, 0), coding);
  },
  unpack: (bytes) => bytes,
};
