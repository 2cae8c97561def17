import { findVendorPlaces, type UsbChip, type UsbPlaces } from "./usb-chip.ts";

/**
 * Silicon Labs CP210x, as in the iM871A-USB and most optical heads (application note AN571).
 *
 * | request | code | value |
 * |---|---|---|
 * | IFC_ENABLE | 00 | 1: on |
 * | SET_LINE_CTL | 03 | 0800: 8 data bits, no parity, 1 stop bit |
 * | SET_MHS | 07 | 0303: DTR and RTS on, with their mask |
 * | PURGE | 12 | 000F: both directions |
 * | SET_BAUDRATE | 1E | 4 bytes behind it, least significant first |
 *
 * All go from the host to the interface, of the vendor's type.
 */
const VENDOR = 0x10c4;
const IFC_ENABLE = 0x00;
const SET_LINE_CTL = 0x03;
const SET_MHS = 0x07;
const PURGE = 0x12;
const SET_BAUDRATE = 0x1e;

const ask = ({ control }: UsbPlaces, request: number, value: number): USBControlTransferParameters => ({
  requestType: "vendor",
  recipient: "interface",
  request,
  value,
  index: control,
});

export const cp210x: UsbChip = {
  name: "CP210x",
  filters: [{ vendorId: VENDOR }],
  find: (plug) => findVendorPlaces(plug, VENDOR),
  async start(plug, places) {
    await plug.controlTransferOut(ask(places, IFC_ENABLE, 1));
    await plug.controlTransferOut(ask(places, SET_LINE_CTL, 0x0800));
    await plug.controlTransferOut(ask(places, SET_MHS, 0x0303));
    await plug.controlTransferOut(ask(places, PURGE, 0x000f));
  },
  async setSpeed(plug, places, baudRate) {
    const speed = new Uint8Array(4);
    new DataView(speed.buffer).setUint32(0, baudRate, true);
    await plug.controlTransferOut(ask(places, SET_BAUDRATE, 0), speed);
  },
  unpack: (bytes) => bytes,
};
