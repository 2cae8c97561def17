/**
 * Channels: how a momentary register of one point is shown – a name, a scale and an offset, a unit and limits.
 * Shown value = register (in its quantity's canonical unit) × scale + offset, exactly. The register itself is
 * never changed: readings, exports of readings and bills know nothing of channels.
 */
import type { RegisterValue } from "./reading.ts";
import { isRegister, REGISTERS, type Register } from "./register.ts";
import {
  addScaled,
  compareScaled,
  formatScaled,
  makeScaled,
  multiplyScaled,
  parseScaled,
  type Scaled,
  scaledToNumber,
} from "./scaled.ts";
import { QUANTITIES, toCanonicalUnit, UNITS, type Unit } from "./unit.ts";

export interface Channel {
  readonly register: Register;
  /** Empty: the register's own name. */
  readonly name: string;
  readonly scale: Scaled;
  /** In the unit that is shown. */
  readonly offset: Scaled;
  /** Empty: the unit of the register. */
  readonly unit: string;
  /** Below or above these, in the unit that is shown, a value asks for attention. */
  readonly low?: Scaled;
  readonly high?: Scaled;
}

/** Beside which limit a value lies. */
export type LimitMark = "low" | "high";

const PREFIX = "channel:";
const LONGEST_NAME = 60;
const LONGEST_UNIT = 20;
const LONGEST_NUMBER = 24;

/** Registers that may be a channel: what a meter shows at a moment, sensors above all. */
export const CHANNEL_REGISTERS: readonly Register[] = Object.keys(REGISTERS)
  .filter(isRegister)
  .filter((register) => REGISTERS[register].kind === "instant");

export const channelField = (register: Register): string => PREFIX + register;

/** The register a point's field configures; `undefined` for other fields. */
export function registerOfChannelField(field: string): Register | undefined {
  const name = field.startsWith(PREFIX) ? field.slice(PREFIX.length) : "";
  return CHANNEL_REGISTERS.find((register) => register === name);
}

/** What is wrong with a channel that somebody types. */
export type ChannelFault = "name" | "scale" | "offset" | "unit" | "low" | "high";

/** A channel while it is typed: every part as text; a comma is a decimal sign. */
export interface ChannelDraft {
  readonly name: string;
  readonly scale: string;
  readonly offset: string;
  readonly unit: string;
  readonly low: string;
  readonly high: string;
}

export const EMPTY_CHANNEL: ChannelDraft = { name: "", scale: "1", offset: "0", unit: "", low: "", high: "" };

/** The channel that is meant, or the first part that does not fit. */
export function readChannel(register: Register, draft: ChannelDraft): Channel | ChannelFault {
  if (!isLine(draft.name, LONGEST_NAME)) return "name";
  if (!isLine(draft.unit, LONGEST_UNIT)) return "unit";
  const [scale, offset] = [numberOf(draft.scale), numberOf(draft.offset)];
  if (!scale || BigInt(scale.digits) === 0n) return "scale";
  if (!offset) return "offset";
  const limits = readLimits(draft);
  if (typeof limits === "string") return limits;
  return { register, name: draft.name.trim(), scale, offset, unit: draft.unit.trim(), ...limits };
}

function readLimits(draft: ChannelDraft): Pick<Channel, "low" | "high"> | "low" | "high" {
  const [low, high] = [numberOf(draft.low), numberOf(draft.high)];
  if (!low && draft.low.trim() !== "") return "low";
  if (!high && draft.high.trim() !== "") return "high";
  if (low && high && compareScaled(low, high) >= 0) return "high";
  return { ...(low ? { low } : {}), ...(high ? { high } : {}) };
}

const isLine = (text: string, longest: number): boolean =>
  text.trim().length <= longest && !/\p{Cc}/u.test(text);

function numberOf(typed: string): Scaled | undefined {
  const text = typed.trim();
  const decimal = text.replace(",", ".").replace("−", "-");
  return text.length <= LONGEST_NUMBER && /^-?\d+(\.\d+)?$/.test(decimal) ? parseScaled(decimal) : undefined;
}

export const draftOf = ({ name, scale, offset, unit, low, high }: Channel): ChannelDraft => ({
  name,
  scale: formatScaled(scale),
  offset: formatScaled(offset),
  unit,
  low: low ? formatScaled(low) : "",
  high: high ? formatScaled(high) : "",
});

/** How a channel lies in its point's field: the same channel is always the same text. */
export const writeChannel = (channel: Channel): string => JSON.stringify(draftOf(channel));

/** The channel in a point's field; `undefined` where the text is none. Never throws. */
export function parseChannel(register: Register, text: unknown): Channel | undefined {
  if (typeof text !== "string" || text.length > 400) return undefined;
  try {
    const said: unknown = JSON.parse(text);
    if (typeof said !== "object" || said === null || Array.isArray(said)) return undefined;
    const parts = new Map(Object.entries(said));
    const draft: Record<string, string> = {};
    for (const part of ["name", "scale", "offset", "unit", "low", "high"]) {
      const value: unknown = parts.get(part);
      if (typeof value !== "string") return undefined;
      draft[part] = value;
    }
    const channel = readChannel(register, draft as unknown as ChannelDraft);
    return typeof channel === "string" ? undefined : channel;
  } catch {
    return undefined;
  }
}

export type Channels = ReadonlyMap<Register, Channel>;

/** The channels among what a point says in fields beside those everybody has. */
export function channelsOf(custom: Readonly<Record<string, string>>): Channels {
  const channels = new Map<Register, Channel>();
  for (const [field, text] of Object.entries(custom)) {
    const register = registerOfChannelField(field);
    const channel = register && parseChannel(register, text);
    if (channel) channels.set(channel.register, channel);
  }
  return channels;
}

/** A register's value as it is shown. */
export interface ShownValue {
  readonly register: Register;
  /** Empty: the register's own name. */
  readonly name: string;
  readonly value: Scaled;
  readonly unit: string;
  readonly mark?: LimitMark;
}

/** What a register's value is shown as; without a channel as it is. */
export function showValue(said: RegisterValue, channels: Channels): ShownValue {
  const channel = channels.get(said.register);
  if (!channel) return { register: said.register, name: "", value: said.value, unit: said.unit };
  const { value, unit } = toCanonicalUnit(said.value, said.unit);
  const shown = addScaled(multiplyScaled(value, channel.scale), channel.offset);
  const mark = markOf(shown, channel);
  return {
    register: said.register,
    name: channel.name,
    value: shown,
    unit: channel.unit || unit,
    ...(mark ? { mark } : {}),
  };
}

function markOf(value: Scaled, { low, high }: Channel): LimitMark | undefined {
  if (low && compareScaled(value, low) < 0) return "low";
  return high && compareScaled(value, high) > 0 ? "high" : undefined;
}

/** The unit a channel's register is read in before it is scaled. */
export const rawUnitOf = (register: Register): Unit => QUANTITIES[REGISTERS[register].quantity];

/** A column of plain numbers as the channel shows it: for drawing only. */
export function showColumn(
  { scale, offset, register }: Channel,
  values: readonly (number | null)[],
  unit: Unit,
): readonly (number | null)[] {
  const [factor, shift] = [scaledToNumber(scale) * toRaw(register, unit), scaledToNumber(offset)];
  return values.map((value) => (value === null ? null : value * factor + shift));
}

/** What one of `unit` is in the register's canonical unit; temperatures come in no other. */
function toRaw(register: Register, unit: Unit): number {
  if (unit === "" || unit === rawUnitOf(register) || "offset" in UNITS[unit]) return 1;
  return scaledToNumber(toCanonicalUnit(makeScaled(1, 0), unit).value);
}
