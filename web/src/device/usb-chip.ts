/** What is different from one USB serial chip to the next. The rest is the same plug. */
export interface UsbChip {
  readonly name: string;
  /** What the browser's list shows for it. */
  readonly filters: readonly USBDeviceFilter[];
  /** The interfaces to claim and the endpoints of the bytes; `undefined`: not this chip. */
  find(plug: USBDevice): UsbPlaces | undefined;
  /** Opens the port for 8N1, with DTR and RTS set. */
  start(plug: USBDevice, places: UsbPlaces): Promise<void>;
  setSpeed(plug: USBDevice, places: UsbPlaces, baudRate: number): Promise<void>;
  /** The receiver's bytes in what the endpoint gave. */
  unpack(bytes: Uint8Array, places: UsbPlaces): Uint8Array;
}

export interface UsbPlaces {
  /** Number of the interface that takes requests. */
  readonly control: number;
  /** Every interface that has to be claimed. */
  readonly claim: readonly number[];
  readonly inEndpoint: number;
  readonly outEndpoint: number;
  /** Bytes of a packet of the IN endpoint. */
  readonly packetSize: number;
}

/** The bulk endpoints of an interface, where it has both. */
export function findBulk(
  face: USBInterface,
): Pick<UsbPlaces, "inEndpoint" | "outEndpoint" | "packetSize"> | undefined {
  const bulk = face.alternate.endpoints.filter(({ type }) => type === "bulk");
  const into = bulk.find(({ direction }) => direction === "in");
  const out = bulk.find(({ direction }) => direction === "out");
  if (!(into && out)) return undefined;
  return {
    inEndpoint: into.endpointNumber,
    outEndpoint: out.endpointNumber,
    packetSize: into.packetSize,
  };
}

/** One interface of the maker's own, as CP210x and FTDI have it. */
export function findVendorPlaces(plug: USBDevice, vendorId: number): UsbPlaces | undefined {
  if (plug.vendorId !== vendorId) return undefined;
  for (const face of plug.configuration?.interfaces ?? []) {
    const bulk = findBulk(face);
    if (bulk) return { control: face.interfaceNumber, claim: [face.interfaceNumber], ...bulk };
  }
  return undefined;
}
