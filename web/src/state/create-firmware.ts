import { createMemo, createSignal, onMount } from "solid-js";
import {
  compareVersions,
  type FirmwareRule,
  type FirmwareSeen,
  ruleDue,
  type WireFirmware,
} from "../../../shared/model/firmware.ts";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { fetchFirmware, saveFirmwareRules } from "../api/firmware-calls.ts";
import { filterPoints } from "../points/filter-points.ts";
import { criteriaOf } from "../points/point-criteria.ts";
import { createCall } from "./create-call.ts";
import { useGroups } from "./create-groups.ts";
import { useOffice } from "./office.ts";

/** A meter of the list, what it said of its version, and by which rule an update is due. */
export interface FirmwareRow {
  readonly point: WirePoint;
  readonly serial: string;
  readonly type: string;
  readonly seen: FirmwareSeen | undefined;
  readonly due: FirmwareRule | undefined;
}

/** Meters of one type with one version. */
export interface FirmwareCount {
  readonly type: string;
  /** `undefined`: not said yet. */
  readonly version: string | undefined;
  readonly meters: number;
  readonly due: number;
}

export const FIRMWARE_FILTERS = ["due", "told", "untold", "all"] as const;
export type FirmwareFilter = (typeof FIRMWARE_FILTERS)[number];

export function createFirmware() {
  const { points } = useOffice();
  const groups = useGroups();
  const [isBusy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string>();
  const [isSaved, setSaved] = createSignal(false);
  const call = createCall(() => "firmware", fetchFirmware, { as: () => "firmware" });
  const last = (): WireFirmware | undefined => call.answered()?.value;
  onMount(() => {
    if (points.loading().kind === "idle") void points.load();
  });
  const listed = createMemo((): readonly WirePoint[] => {
    const all = points.all();
    const criteria = criteriaOf("");
    return all.listed(filterPoints(all, criteria, Date.now(), groups.mask(all, criteria.group)).keeps);
  });
  const rows = createMemo(() => {
    const known = last();
    return known && rowsOf(listed(), known);
  });
  return {
    rows,
    counts: createMemo(() => countsOf(rows() ?? [])),
    rules: (): readonly FirmwareRule[] => last()?.rules ?? [],
    failure: (): string | undefined => (call.isLoading() ? undefined : call.error()?.code),
    isBusy,
    fault,
    isSaved,
    reload: call.reload,
    async save(rules: readonly FirmwareRule[]): Promise<boolean> {
      setBusy(true);
      setFault(undefined);
      setSaved(false);
      const answer = await saveFirmwareRules(rules);
      setBusy(false);
      if (answer.ok) call.reload();
      else setFault(answer.error.code);
      setSaved(answer.ok);
      return answer.ok;
    },
  } as const;
}

export type Firmware = ReturnType<typeof createFirmware>;

function rowsOf(points: readonly WirePoint[], { meters, rules }: WireFirmware): readonly FirmwareRow[] {
  const seenBy = new Map<string, FirmwareSeen>(meters.map((seen) => [seen.meter, seen]));
  return points
    .flatMap((point): FirmwareRow[] => {
      if (!point.meter) return [];
      const { key, serial, type } = point.meter;
      const seen = seenBy.get(key);
      return [{ point, serial, type, seen, due: ruleDue(rules, { type, version: seen?.version }) }];
    })
    .sort((a, b) => Number(b.due !== undefined) - Number(a.due !== undefined) || byType(a, b));
}

const byType = (a: FirmwareRow, b: FirmwareRow): number =>
  a.type.localeCompare(b.type) ||
  byVersion(a.seen?.version, b.seen?.version) ||
  a.serial.localeCompare(b.serial);

const byVersion = (a: string | undefined, b: string | undefined): number =>
  a === undefined || b === undefined
    ? Number(a === undefined) - Number(b === undefined)
    : compareVersions(a, b);

function countsOf(rows: readonly FirmwareRow[]): readonly FirmwareCount[] {
  const counts = new Map<string, FirmwareCount>();
  for (const { type, seen, due } of rows) {
    const key = `${type}\n${seen?.version ?? ""}`;
    const before = counts.get(key) ?? { type, version: seen?.version, meters: 0, due: 0 };
    counts.set(key, { ...before, meters: before.meters + 1, due: before.due + (due ? 1 : 0) });
  }
  return [...counts.values()].sort((a, b) => a.type.localeCompare(b.type) || byVersion(a.version, b.version));
}

export const passes = (filter: FirmwareFilter, { seen, due }: FirmwareRow): boolean =>
  filter === "all" || (filter === "due" ? due !== undefined : (seen !== undefined) === (filter === "told"));
