/** The whole of a decoded telegram, with its byte map built only when somebody looks at it. */
import type { Medium } from "../model/medium.ts";
import type { MeterId } from "../model/meter-id.ts";
import type { Application } from "./decode-application.ts";
import type { MeterView } from "./drivers/find-driver.ts";
import { mediumOfDeviceType } from "./mbus/device-type-table.ts";
import type { Decoded, LayerSpan, NamedRecord, Security } from "./telegram.ts";
import type { Transport } from "./transport.ts";
import { layersOf } from "./transport-layers.ts";

/** What the layers found out, in one value. `layers` is a getter: a spread copy loses it. */
export class DecodedTelegram implements Decoded {
  readonly meter: MeterId;
  readonly medium: Medium;
  readonly driver: string;
  readonly security: Security;
  readonly records: readonly NamedRecord[];
  readonly status: readonly string[];
  readonly warnings: readonly string[];
  readonly plain: Uint8Array;
  readonly framing: Decoded["framing"];
  readonly compactSignature?: string;
  readonly #transport: Transport;
  readonly #application: Application;

  constructor(transport: Transport, application: Application, view: MeterView) {
    this.meter = application.meter ?? transport.meter;
    this.medium = application.meter ? mediumOfDeviceType(application.meter.deviceType) : view.medium;
    this.driver = view.driver.name;
    this.security = application.security ?? transport.security;
    this.records = application.records;
    this.status = application.status;
    this.warnings = joinWarnings(transport.warnings, application.warnings);
    this.plain = application.plain ?? transport.plain;
    this.framing = transport.framing;
    if (application.compactSignature !== undefined) this.compactSignature = application.compactSignature;
    this.#transport = transport;
    this.#application = application;
  }

  /** The normalised telegram as received, before decryption. */
  get normalised(): Uint8Array {
    return this.#transport.normalised;
  }

  get layers(): readonly LayerSpan[] {
    const { records, fillers, manufacturerBlock } = this.#application;
    const spans: LayerSpan[] = [...layersOf(this.#transport), ...compactLayers(this.#transport)];
    for (const [n, { at }] of records.entries()) spans.push({ layer: "record", field: `record.${n}`, at });
    for (const at of fillers) spans.push({ layer: "filler", field: "filler", at });
    if (manufacturerBlock) {
      const [first, length] = manufacturerBlock;
      spans.push({ layer: "manufacturer", field: "manufacturer", at: [first - 1, length + 1] });
    }
    return spans.sort((a, b) => a.at[0] - b.at[0] || b.at[1] - a.at[1]);
  }
}

const SIGNATURE_LENGTH = 2;
const DATA_CRC_LENGTH = 2;

/** A compact frame's values follow the signature of their format and the CRC of the whole full frame. */
function compactLayers({ content, payload: [first, length] }: Transport): readonly LayerSpan[] {
  if (content !== "compact" || length < SIGNATURE_LENGTH + DATA_CRC_LENGTH) return [];
  return [
    { layer: "tpl", field: "compact.signature", at: [first, SIGNATURE_LENGTH] },
    { layer: "tpl", field: "compact.crc", at: [first + SIGNATURE_LENGTH, DATA_CRC_LENGTH] },
  ];
}

const joinWarnings = (a: readonly string[], b: readonly string[]): readonly string[] =>
  b.length === 0 ? a : a.length === 0 ? b : [...a, ...b];
