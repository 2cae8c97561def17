import { readingsOfHearing } from "../../shared/codecs/decode-head-reading.ts";
import type { StatusTable } from "../../shared/codecs/drivers/driver.ts";
import { findDriver } from "../../shared/codecs/drivers/find-driver.ts";
import { decodeHeadHearing } from "../../shared/codecs/kmp/head-hearing.ts";
import { KMP_START_FROM_METER } from "../../shared/codecs/kmp/kmp-frame.ts";
import { decodeReadoutHearing } from "../../shared/codecs/readout/readout-hearing.ts";
import type { MeterId } from "../../shared/model/meter-id.ts";
import { instantOfMeterClock } from "../../shared/model/zoned-time.ts";
import type { JournalEntry } from "../ports.ts";
import type { EntryOutcome, LoggedReading } from "./entry-decoder.ts";

export interface HeadDecoding {
  readonly timeZone: string;
  /** The whole identity of a meter of which only maker and number are known, where it is mounted. */
  readonly identityOf: (meter: MeterId) => MeterId | undefined;
}

const NOTHING = { values: [], status: [], marks: [], learned: [] } as const;

/** What an optical head heard at a meter's door: its registers of that moment, or rows of its memory. */
export function decodeHead(entry: JournalEntry, { timeZone, identityOf }: HeadDecoding): EntryOutcome {
  if (entry.bytes[0] !== KMP_START_FROM_METER) return decodeReadout(entry);
  const hearing = decodeHeadHearing(entry.bytes);
  if (!hearing.ok) return { outcome: hearing.error.kind, ...NOTHING };
  const meter = { manufacturer: "KAM", id: hearing.value.serial, version: 0, deviceType: 0 };
  const readings = readingsOfHearing(hearing.value, infoTableOf(identityOf(meter)));
  const now = readings.find(({ isLogged }) => !isLogged);
  const logged = readings
    .filter(({ isLogged }) => isLogged)
    .flatMap(({ meterClock = "", values, status }): LoggedReading[] => {
      const atMs = instantOfMeterClock(meterClock, timeZone);
      // A clock that runs ahead must not put a reading after the moment it was heard.
      return atMs === undefined || atMs > entry.rxAtMs ? [] : [{ atMs, meterClock, values, status }];
    });
  return {
    outcome: "decoded",
    meter,
    ...NOTHING,
    values: now?.values ?? [],
    status: now?.status ?? [],
    ...(now?.meterClock === undefined ? {} : { meterClock: now.meterClock }),
    ...(logged.length === 0 ? {} : { logged }),
    ...(hearing.value.firmware === undefined ? {} : { firmware: hearing.value.firmware }),
  };
}

/** An older meter's read-out in text is true of the moment it was heard; it has no memory and no clock here. */
function decodeReadout(entry: JournalEntry): EntryOutcome {
  const read = decodeReadoutHearing(entry.bytes);
  if (!read.ok) return { outcome: read.error.kind, ...NOTHING };
  const { manufacturer, number, values, firmware } = read.value;
  const meter = { manufacturer, id: number, version: 0, deviceType: 0 };
  return { outcome: "decoded", meter, ...NOTHING, values, ...(firmware === undefined ? {} : { firmware }) };
}

/** The info code over the head is the one sent by radio: the driver's table of four or two bytes. */
function infoTableOf(meter: MeterId | undefined): StatusTable | undefined {
  return meter && findDriver(meter)?.status?.[0];
}
