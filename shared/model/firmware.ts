/**
 * Firmware of meters: which version a meter said it runs, and which updates the office calls due. Rounds changes no
 * firmware; a maker's own tool does that.
 */
import type { MeterKey } from "./meter-id.ts";
import { err, ok, type Result } from "./result.ts";

/** Where a version was said: by an order under the head, at a door, in a telegram, on a wire. */
export const FIRMWARE_SOURCES = ["order", "optical", "radio", "wired"] as const;
export type FirmwareSource = (typeof FIRMWARE_SOURCES)[number];

/** What a meter said last. */
export interface FirmwareSeen {
  readonly meter: MeterKey;
  /** As the meter writes it: `F1`, `1.4.2`. */
  readonly version: string;
  /** UTC milliseconds. */
  readonly atMs: number;
  readonly source: FirmwareSource;
}

/** An update is due for meters of a type that run one of these versions; both ends belong to it. */
export interface FirmwareRule {
  readonly id: string;
  /** Product, as the list of points names it. */
  readonly type: string;
  /** Empty: every older version too. */
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

/** `GET /api/v1/firmware`. */
export interface WireFirmware {
  readonly meters: readonly FirmwareSeen[];
  readonly rules: readonly FirmwareRule[];
}

const MOST_RULES = 100;
const VERSION = /^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/;

/** What of a rule is wrong, and which rule, counted from 0. */
export interface FirmwareRuleFault {
  readonly at: number;
  readonly part: "list" | "id" | "type" | "from" | "until" | "reason";
}

export const isVersion = (text: string): boolean => VERSION.test(text);

/** The rules in a body or a setting, in their order. */
export function readFirmwareRules(value: unknown): Result<readonly FirmwareRule[], FirmwareRuleFault> {
  if (!Array.isArray(value) || value.length > MOST_RULES) return err({ at: 0, part: "list" });
  const rules: FirmwareRule[] = [];
  for (const [at, given] of value.entries()) {
    const rule = readRule(given);
    if (typeof rule === "string") return err({ at, part: rule });
    if (rules.some(({ id }) => id === rule.id)) return err({ at, part: "id" });
    rules.push(rule);
  }
  return ok(rules);
}

function readRule(given: unknown): FirmwareRule | FirmwareRuleFault["part"] {
  const said = (typeof given === "object" && given !== null ? given : {}) as Record<string, unknown>;
  const id = lineOf(said["id"], 40);
  if (id === undefined || !/^[a-z0-9-]+$/.test(id)) return "id";
  const type = lineOf(said["type"], 60);
  if (!type) return "type";
  const from = lineOf(said["from"] ?? "", 20);
  if (from === undefined || (from !== "" && !isVersion(from))) return "from";
  const until = lineOf(said["until"], 20);
  if (until === undefined || !isVersion(until)) return "until";
  if (from !== "" && compareVersions(from, until) > 0) return "until";
  const reason = lineOf(said["reason"] ?? "", 200);
  return reason === undefined ? "reason" : { id, type, from, until, reason };
}

function lineOf(value: unknown, longest: number): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  return text.length <= longest && !/\p{Cc}/u.test(text) ? text : undefined;
}

/** By their numbers and letters in turn: `1.9` before `1.10`, `C2` before `F1`; trailing parts make it newer. */
export function compareVersions(some: string, other: string): number {
  const [a, b] = [partsOf(some), partsOf(other)];
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [left, right] = [a[at], b[at]];
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    const isNumber = typeof left === "number" && typeof right === "number";
    const order = isNumber ? left - right : `${left}`.localeCompare(`${right}`, "en");
    if (order !== 0) return Math.sign(order);
  }
  return 0;
}

const partsOf = (version: string): readonly (string | number)[] =>
  (version.toUpperCase().match(/\d+|[A-Z]+/g) ?? []).map((part) => (/^\d/.test(part) ? Number(part) : part));

/** The first rule by which a meter of this type and version is due; none where its version is not known. */
export const ruleDue = (
  rules: readonly FirmwareRule[],
  { type, version }: { readonly type: string; readonly version: string | undefined },
): FirmwareRule | undefined =>
  version === undefined
    ? undefined
    : rules.find(
        (rule) =>
          rule.type.toLowerCase() === type.toLowerCase() &&
          compareVersions(version, rule.until) <= 0 &&
          (rule.from === "" || compareVersions(version, rule.from) >= 0),
      );
