import { join } from "node:path";
import { type MeterKey, parseMeterKey } from "../shared/model/meter-id.ts";
import type { Mounting } from "../shared/model/metering-point.ts";
import { err, ok, type Result } from "../shared/model/result.ts";
import { createEntryDecoding } from "./ingest/decode-entry.ts";
import { Ingest } from "./ingest/ingest.ts";
import type { Trying } from "./ingest/late-keys.ts";
import { LimitWatch } from "./ingest/limit-watch.ts";
import type { LookingBack } from "./ingest/look-back.ts";
import { createFirmwareNotes } from "./ingest/note-firmware.ts";
import { redecodeSpan } from "./ingest/redecode-span.ts";
import { openJournal } from "./journal/open-journal.ts";
import { ChangeFeed } from "./live/change-feed.ts";
import { KeptMap } from "./live/kept-map.ts";
import { knownMountings } from "./live/known-mountings.ts";
import { warmLists } from "./live/list-packs.ts";
import { PointIndex } from "./live/point-index.ts";
import { viewTelegram } from "./live/view-telegram.ts";
import { type Journal, StorageError, type StorageOpenError } from "./ports.ts";
import { adoptRounds } from "./round-rooms.ts";
import { type OpenedStore, openUtilityStore } from "./store/open-utility-store.ts";
import { adoptPoints } from "./sync/adopt-points.ts";
import { MeterClaims } from "./sync/meter-claims.ts";
import { PriorityPlaces } from "./sync/priority-places.ts";
import { Relay } from "./sync/relay.ts";
import { type PointsHeard, RELAY_LIMITS } from "./sync/relay-options.ts";
import { allowByRights } from "./sync/room-user.ts";
import type { Utility } from "./utilities.ts";

export interface UtilityPlace {
  readonly dataFolder: string;
  /** Its folder's name inside the data folder. */
  readonly utility: string;
  readonly masterKey: Uint8Array;
  readonly report: (text: string) => void;
  readonly nowMs?: () => number;
  /** Of the program: another one than the last may read what that could not. */
  readonly version?: string;
}

/** Opens a utility's store and journal and lays its road of readings. Decoding begins with `ingest.start`. */
export async function openUtility(place: UtilityPlace): Promise<Result<Utility, StorageOpenError>> {
  const { dataFolder, utility, masterKey, report } = place;
  const store = await openUtilityStore({ dataFolder, utility, masterKey, report });
  if (!store.ok) return store;
  const journal = await openJournal(join(dataFolder, utility, "journal"));
  if (!journal.ok) {
    await store.value.close();
    return journal;
  }
  try {
    return ok(await wire(place, store.value, journal.value));
  } catch (error) {
    await journal.value.close();
    await store.value.close();
    if (!(error instanceof StorageError && error.code === "storage.damaged")) throw error;
    return err({ kind: "not-a-database", path: join(dataFolder, utility, "store.db") });
  }
}

async function wire(place: UtilityPlace, store: OpenedStore, journal: Journal): Promise<Utility> {
  const points = new PointIndex(store);
  const changes = new ChangeFeed(Date.now() * 1000);
  const limits = watchLimits(place, store);
  let isLoaded = false;
  let placesChanged: Ingest["placesChanged"] | undefined;
  const rooms = new Relay({
    utility: place.utility,
    store: store.rooms,
    allow: allowByRights,
    limits: RELAY_LIMITS,
    nowMs: () => Date.now(),
    locks: () => store.review.locks(),
    mountings: (meter) => knownMountings(points, store.retention, meter),
    ...{ claims: new MeterClaims(), priority: new PriorityPlaces(points) },
    report: place.report,
    onPoints: (heard) => {
      limits.forget([...heard.saved.map(({ id }) => id), ...heard.gone]);
      if (isLoaded) placesChanged?.(tellPoints(heard, points, changes));
    },
  });
  await adoptPoints(rooms, store.points);
  await points.load();
  isLoaded = true;
  const people = await store.people.list(0);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  await adoptRounds(rooms, { points, store: store.rounds, names });
  const decoding = () => openDecoding(store, points);
  const { decodeEntry, decodeForView, meterOf } = await decoding();
  const ingest = new Ingest({
    journal,
    readings: store.readings,
    decodeEntry,
    hungAt: (meter, atMs) => points.hungAt(meter, atMs),
    mountingsOf: (meter) => points.mountingsOfSerial(meter),
    latestReading: (meter) => points.latestReading(meter),
    applyReading: (reading, pointId) => points.applyReading(reading, pointId),
    publish: (change) => changes.publish(change),
    addFindings: (findings) => store.review.add(findings),
    locks: () => store.review.locks(),
    noteFirmware: createFirmwareNotes(store.firmware),
    watch: (shown) => limits.look(shown),
    ...lateWork(place, store, meterOf),
    nowMs: place.nowMs ?? (() => Date.now()),
    report: place.report,
  });
  placesChanged = (meters) => ingest.placesChanged(meters);
  void warmLists(store.rooms);
  return {
    id: place.utility,
    store,
    upkeep: store.upkeep,
    journal,
    ingest,
    points,
    changes,
    rooms,
    map: await KeptMap.load(store.settings),
    meterOf,
    redecodeSpan: (span) =>
      redecodeSpan({ journal, ...store, decodeEntry, nowMs: place.nowMs ?? (() => Date.now()) }, span),
    rehearse: async () => (await decoding()).decodeEntry,
    viewTelegram: (entry) => viewTelegram(entry, decodeForView(entry)),
  };
}

const openDecoding = async (
  store: OpenedStore,
  points: PointIndex,
): Promise<ReturnType<typeof createEntryDecoding>> =>
  createEntryDecoding({
    keyOf: (meter) => points.keyOf(meter),
    savedFormats: await store.readings.formats(),
    head: {
      timeZone: (await store.settings.utility()).timeZone,
      identityOf: (meter) => {
        const mounted = points.mountedAt(meter);
        return mounted && parseMeterKey(mounted.segment.meter);
      },
    },
  });

/** What is heard before somebody or something that it takes is there. */
const lateWork = (place: UtilityPlace, store: OpenedStore, meterOf: LookingBack["meterOf"]) => ({
  lookBack: lookingBack(place, store, meterOf),
  keysToTry: {
    list: () => store.keys.toTry(place.version ?? ""),
    noteTried: () => store.keys.noteTried(place.version ?? ""),
  },
  trying: tryingAgain(place, store),
});

const tryingAgain = ({ version }: UtilityPlace, { settings }: OpenedStore): Trying | undefined =>
  version === undefined
    ? undefined
    : {
        version,
        last: () => settings.triedWith(),
        note: (tried) => settings.noteTriedWith(tried),
      };

const lookingBack = (
  { nowMs = () => Date.now() }: UtilityPlace,
  { settings, retention }: OpenedStore,
  meterOf: LookingBack["meterOf"],
): LookingBack => ({
  meterOf,
  keptSinceMs: async () => {
    const { isOn, years } = await retention.settings();
    const dueMs = isOn ? nowMs() - years * 365 * 86_400_000 : 0;
    return Math.max(dueMs, await retention.deletedBeforeMs());
  },
  done: () => settings.lookedBack(),
  note: (done) => settings.noteLookedBack(done),
});

const watchLimits = ({ nowMs = () => Date.now() }: UtilityPlace, store: OpenedStore): LimitWatch =>
  new LimitWatch({
    ...{ readings: store.readings, review: store.review, nowMs },
    fieldsOf: (pointIds) => store.customFields.channelsOf(pointIds),
  });

/** Meters whose time at a point is another than the index knows of. */
const movedMeters = ({ saved }: PointsHeard, points: PointIndex): readonly MeterKey[] =>
  saved.flatMap(({ id, segments }) => {
    const known = new Set(points.segmentsOf(id).map(timeOf));
    return segments.filter((one) => !known.has(timeOf(one))).map(({ meter }) => meter);
  });

const timeOf = ({ meter, mountedAtMs, removedAtMs = Number.POSITIVE_INFINITY }: Mounting): string =>
  `${meter} ${mountedAtMs} ${removedAtMs}`;

/** What people did to points, for the list and for those who watch it. Gives meters that hung elsewhere until now. */
function tellPoints(heard: PointsHeard, points: PointIndex, changes: ChangeFeed): readonly MeterKey[] {
  const { saved, gone } = heard;
  const moved = movedMeters(heard, points);
  const shown = new Map(saved.map(({ id }) => [id, points.find(id)?.row.latest?.atMs]));
  points.applyPoints(saved.map((point) => ({ point, segments: point.segments })));
  for (const { id } of saved) {
    const row = points.find(id)?.row;
    if (row) changes.publish({ kind: "point", point: row });
  }
  // Who keeps what points said last takes only what is newer: that it is another meter's now, or nobody's, is told to all.
  const isOther = ([id, atMs]: readonly [string, number | undefined]): boolean =>
    atMs !== undefined && points.find(id)?.row.latest?.atMs !== atMs;
  const isAnyOther = [...shown].some(isOther);
  if (gone.length > 0) points.removePoints(gone);
  if (gone.length > 0 || isAnyOther) changes.reload();
  return moved;
}

export async function closeUtility({ changes, ingest, journal, rooms, store }: Utility): Promise<void> {
  changes.close();
  await rooms.close();
  await ingest.stop();
  await journal.close();
  await store.close();
}
