/**
 * Meters that the generic driver reads right by their records alone: who they are. The name on the nameplate,
 * and the medium where the device type byte says something else (radio converters call themselves 37).
 *
 * Source: the makers' type lists, as public decoders recognise them. Meters with a driver are not listed here.
 */
import type { Medium } from "../../model/medium.ts";
import type { DetectRow } from "./driver.ts";

export interface ProductRow extends DetectRow {
  readonly product: string;
  readonly medium?: Medium;
}

const row = (identity: string, product: string, medium?: Medium): ProductRow => {
  const [manufacturer = "", versions = "", types = ""] = identity.split(/[ /]/);
  const numbers = (text: string): readonly number[] => text.split(",").map((hex) => Number.parseInt(hex, 16));
  const found = { manufacturer, versions: numbers(versions), deviceTypes: numbers(types), product };
  return medium === undefined ? found : { ...found, medium };
};

/** Manufacturer, versions and device types in hexadecimal → product. */
export const PRODUCT_ROWS: readonly ProductRow[] = [
  // Heat and cooling.
  row("APA 40/04", "ELF"),
  row("APA 42/04,0D", "ELF 2"),
  row("AXI 0B,0C/0D", "Qalcosonic E"),
  row("BMT 1A/0D", "HydroCal M4"),
  row("DME 40/04", "SHARKY 775"),
  row("DME 41/04,0C,0D", "SHARKY 774"),
  row("GWF 08/04", "Enercal"),
  row("HYD 20/04", "SHARKY 775"),
  row("IST A9/04", "sensonic"),
  row("ITW 00/04", "CF Echo"),
  row("LUG 04/04", "ULTRAHEAT T"),
  row("LUG 07,0A/04", "Q heat 5.5 US"),
  row("MAD 00/04", "microCLIMA"),
  row("SEN 1D/04", "PolluCom F"),
  row("SON 1B/04", "Supercal 531"),
  row("TCH 17/04", "vario 4 Typ 4.5.1 MID"),
  row("TCH 28/04", "vario 4 Typ 4.1.1"),

  // Water.
  row("ALK 04/07", "ActisLink"),
  row("AMT F1/06,07", "Topas ESKR"),
  row("APA 15/07", "APT-MBUS-NA-1"),
  row("APA 1A/07", "OP-041A"),
  row("DME 63/07", "DME 173"),
  row("DME 70/06,07,16", "HYDRUS"),
  row("DME 76/07", "HYDRUS"),
  row("DME 7B/07", "DME 07"),
  row("EFE 00/07", "FAW"),
  row("ELR 0D/07", "EV200"),
  row("ELR 11,12/37", "EMERLIN 868", "water"),
  row("FIO 01/07", "FIO water"),
  row("HYD 24/07", "HYDRUS"),
  row("HYD 8B/06,07", "HYDRUS"),
  row("HYD FE/06", "radio 4"),
  row("IMT 01/07", "Aquastream"),
  row("IST 31/07", "domaqua"),
  row("ITW 00/07,16", "Cyble"),
  row("ITW 03,33/07", "Cyble"),
  row("LSE 16,17,18,D8/07", "water radio module"),
  row("LSE 18/06", "water radio module"),
  row("MAD 01/06,07", "Arrow"),
  row("MAD 50/06,07,16", "EVO 868"),
  row("SEN 68/06,07", "iPERL"),
  row("SEN 7C/07", "iPERL"),
  row("SON 3C/06,07", "Supercom 587"),
  row("TCH 95/37", "radio 4", "water"),
  row("WEH 03,FE/07", "Wehrle water"),
  row("WTT 59/07", "Watertech"),
  row("WZG 03/16", "Modularis"),
  row("ZRI 00/07", "Minomess"),
  row("ZRI 01/06,16", "Minomess"),
  row("ZRI 99/07", "UIWS"),

  // Heat cost allocators.
  row("EFE 31/08", "HCA e2"),
  row("LSE 01/08", "heat cost allocator"),
  row("REL 41/00", "heat cost allocator", "heat-cost-allocator"),
  row("SON 16/08", "868"),
  row("TCH 69,94/08", "FHKV data IV"),
  row("VIP 1E/08", "Kaden"),
  row("ZRI FC/08", "Caltos E"),

  // Electricity.
  row("ABB 20/02", "B23"),
  row("APA 01,02/02", "AMIplus"),
  row("APT 01/02", "AMIplus"),
  row("DEV 00,01/02", "AMIplus"),
  row("DEV 02/37", "AMIplus", "electricity"),
  row("EBZ 01/02", "wMB-E01"),
  row("ELT 01/02", "Eltako"),
  row("EMH 00/02", "DHZ"),
  row("EMH 02/02", "eHZ-P"),
  row("ESY 11/02", "ESYS-WM20"),
  row("ESY 30/37", "ESYS-WM20", "electricity"),
  row("NES 03/02", "AMIplus"),

  // Gas.
  row("AMX 01/03", "UniSmart"),
  row("DME 30/03", "AERIUS"),
  row("ELS 81/03", "Elster gas"),
  row("GWF 3C/03", "GWF gas"),

  // Smoke, rooms.
  row("ELV 20/1B", "CMa12w"),
  row("ELV 50,51,52,53,54/1B", "Elvaco Sense"),
  row("LSE 21,23/1A", "Q smoke"),
  row("PII 01/1B", "PiigTH"),
  row("QDS 21,23/1A", "Q smoke"),
  row("WEP 02,04/1B", "Munia"),
];
