import type { Readout, ReadoutTalk } from "../../../shared/codecs/readout/readout-session.ts";
import { readOutMeter } from "../../../shared/codecs/readout/readout-session.ts";
import type { NamedRecord } from "../../../shared/codecs/telegram.ts";
import type { Result } from "../../../shared/model/result.ts";
import { formatScaled } from "../../../shared/model/scaled.ts";
import type { HeadDatabase, HeadVisit, ShownRegister } from "../store/head-database.ts";
import type { HeadState, HeadTools } from "./head-session.ts";
import type { TalkFailure } from "./run-talk.ts";

export interface ReadoutWish {
  readonly pointId: string;
  /** Number of the meter that belongs here, eight digits. */
  readonly serial: string;
}

export interface ReadoutTools extends Pick<HeadTools, "nowMs" | "onState" | "keepAnswer" | "onRead"> {
  readonly database: Pick<HeadDatabase, "begin">;
  /** Lets a talk with a meter run over the head's line. */
  run(talk: ReadoutTalk): Promise<Result<Readout, TalkFailure>>;
}

/** Ids under which a screen shows the values: those of the same registers over KMP. */
const IDS: Readonly<Record<string, number>> = {
  total_energy_consumption: 60,
  total_volume: 68,
  volume_flow: 74,
  power: 80,
  t1_temperature: 86,
  t2_temperature: 87,
  temperature_difference: 89,
  operating_hours: 1004,
};

/** One visit to an older meter: who it is, and its registers, kept before anything is made of them. Ends with the state it says last. */
export async function visitOlderMeter(wish: ReadoutWish, tools: ReadoutTools): Promise<HeadState> {
  tools.onState({ kind: "identifying" });
  const state = await visit(wish, tools);
  tools.onState(state);
  return state;
}

async function visit({ pointId, serial }: ReadoutWish, tools: ReadoutTools): Promise<HeadState> {
  const read = await tools.run(readOutMeter());
  if (!read.ok) return { kind: "stopped", why: read.error };
  const { bytes, hearing } = read.value;
  if (hearing.number !== serial) return { kind: "wrong-meter", found: hearing.number };
  // Not journalled is not read: with room again, the next try asks the meter once more.
  if (!(await tools.keepAnswer(bytes))) return { kind: "stopped", why: { kind: "storage-full" } };
  const nowMs = tools.nowMs();
  const done: HeadVisit = {
    pointId,
    serial,
    startedAtMs: nowMs,
    readAtMs: nowMs,
    registers: hearing.records.flatMap(shown),
    status: [],
    logs: [],
    ...(hearing.coding === undefined ? {} : { coding: hearing.coding }),
  };
  await tools.database.begin(done);
  await tools.onRead(done);
  return { kind: "done" };
}

function shown({ name, storage, value, unit }: NamedRecord): ShownRegister[] {
  const id = IDS[name];
  if (id === undefined || storage !== 0 || value.kind !== "number") return [];
  return [{ id, text: formatScaled(value.number), unit }];
}
