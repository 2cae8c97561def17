import { createSignal } from "solid-js";
import { MEDIA, type Medium } from "../../../shared/model/medium.ts";
import type { SpareMeter } from "../../../shared/model/meter-exchange.ts";
import type { WireNewPoint, WirePointMade } from "../../../shared/model/wire-points.ts";
import { makePoint } from "../api/point-calls.ts";
import { fetchSpareMeters } from "../api/visit-calls.ts";
import { readDate } from "../period/period.ts";
import { valueOfText } from "../points/field-text.ts";
import { createCall } from "./create-call.ts";
import { createPointPlace } from "./create-point-place.ts";
import { createPointRoom } from "./create-point-room.ts";

type NewPointText = "address" | "postalCode" | "city" | "number" | "area" | "position";

/** A metering point as it is typed. */
interface Draft extends Readonly<Record<NewPointText, string>> {
  readonly medium: Medium;
  readonly meter: SpareMeter | undefined;
  /** `2026-11-30`, in the utility's zone. */
  readonly mountedOn: string;
}

type DraftFault = "position" | "mountedOn";

const EMPTY: Draft = {
  ...{ address: "", postalCode: "", city: "", number: "", area: "", position: "" },
  ...{ medium: MEDIA[0], meter: undefined, mountedOn: "" },
};

export type NewPoint = ReturnType<typeof createNewPoint>;

/** One metering point made at a desk, and taken back again. `like`: what the new one probably has in common with others. */
export function createNewPoint(like: Partial<Draft>, timeZone: () => string) {
  const [draft, setDraft] = createSignal<Draft>({ ...EMPTY, ...like });
  // The same point however often it is sent: an answer that got lost makes no second one.
  const [id, setId] = createSignal(crypto.randomUUID());
  const [isBusy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string>();
  const [wrong, setWrong] = createSignal<DraftFault>();
  const [made, setMade] = createSignal<WirePointMade>();
  const [isTakenBack, setTakenBack] = createSignal(false);
  const spares = createCall(
    () => "spares",
    () => fetchSpareMeters(),
  );
  const place = createPointPlace(
    () => made()?.id ?? "",
    () => made()?.room,
  );
  const room = createPointRoom(place);
  const send = async (): Promise<void> => {
    const read = pointOf(id(), draft(), timeZone());
    setWrong(typeof read === "string" ? read : undefined);
    if (typeof read === "string" || isBusy()) return;
    setBusy(true);
    const answer = await makePoint(read);
    setBusy(false);
    if (answer.ok) setMade(answer.value);
    else setFault(answer.error.code);
  };
  return {
    ...{ draft, isBusy, fault, wrong, made, isTakenBack, send },
    spares: (): readonly SpareMeter[] | undefined => spares.answered()?.value.meters,
    change(more: Partial<Draft>): void {
      setFault(undefined);
      setWrong(undefined);
      setDraft((now) => ({ ...now, ...more }));
    },
    canTakeBack: (): boolean => room.view() !== undefined && !isTakenBack(),
    takeBack(): void {
      room.remove();
      setTakenBack(true);
    },
    /** The next one, in the same place. */
    again(): void {
      setMade(undefined);
      setTakenBack(false);
      setId(crypto.randomUUID());
      setDraft((now) => ({ ...now, address: "", number: "", position: "", meter: undefined }));
      spares.reload();
    },
  };
}

function pointOf(id: string, draft: Draft, timeZone: string): WireNewPoint | DraftFault {
  const { meter, mountedOn, position: typed, medium, ...texts } = draft;
  const position = valueOfText("position", typed.trim());
  if (position === undefined || !isOnEarth(position)) return "position";
  const mountedAtMs = meter && readDate(mountedOn, timeZone);
  if (meter && (mountedAtMs === undefined || mountedAtMs > Date.now())) return "mountedOn";
  const lines = Object.fromEntries(
    Object.entries(texts).map(([field, text]) => [field, text.trim()]),
  ) as Omit<Record<NewPointText, string>, "position">;
  return {
    ...{ id, medium, ...lines },
    ...(Array.isArray(position) ? { position: position as unknown as readonly [number, number] } : {}),
    ...(meter && mountedAtMs !== undefined ? { meter: { key: meter.meter, mountedAtMs } } : {}),
  };
}

const isOnEarth = (position: unknown): boolean => {
  if (position === null) return true;
  const [lat, lon] = position as readonly [number, number];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
};
