import { type MeterId, type MeterKey, parseMeterKey } from "../../shared/model/meter-id.ts";
import { isPriority } from "../../shared/model/metering-point.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { WireChange, WirePoint } from "../../shared/model/wire.ts";
import type { MeteringPoint, Segment, UtilityStore } from "../ports.ts";
import { latestOf, wirePointOf } from "./wire-point.ts";

/** A meter is looked up by maker and number: adapters may report another version or device type. */
const serialKey = (meter: Pick<MeterId, "manufacturer" | "id">): string =>
  `${meter.manufacturer}-${meter.id}`;

const isSameSegment = (a: Segment, b: Segment): boolean =>
  a.meter === b.meter && a.mountedAtMs === b.mountedAtMs;

/**
 * Every point with its mounted meter, key and latest reading, in memory: what the list shows and
 * what ingest asks for each telegram. The store stays the truth; `load` rebuilds this from it.
 */
export class PointIndex {
  readonly #points = new Map<string, MeteringPoint>();
  readonly #mounted = new Map<string, Segment>();
  readonly #segmentsByPoint = new Map<string, readonly Segment[]>();
  readonly #segmentBySerial = new Map<string, Segment>();
  readonly #removedBySerial = new Map<string, readonly Segment[]>();
  readonly #keyBySerial = new Map<string, Uint8Array>();
  readonly #latest = new Map<MeterKey, Reading>();
  readonly #store: UtilityStore;

  constructor(store: UtilityStore) {
    this.#store = store;
  }

  async load(): Promise<void> {
    const { points, readings, keys } = this.#store;
    for (const point of await points.list()) this.#points.set(point.id, point);
    for (const segment of await points.segments()) this.#addSegment(segment);
    for (const [meter, key] of await keys.all()) this.#addKey(meter, key);
    for (const { meter, reading } of await readings.latest()) {
      const known = this.#latest.get(meter);
      if (!known || reading.atMs >= known.atMs) this.#latest.set(meter, reading);
    }
  }

  async savePoints(points: readonly MeteringPoint[], segments: readonly Segment[]): Promise<void> {
    await this.#store.points.save(points, segments);
    for (const point of points) this.#points.set(point.id, point);
    for (const segment of segments) this.#addSegment(segment);
  }

  /** What people, imports or the API made of points: all of each point is replaced. */
  applyPoints(
    changed: readonly { readonly point: MeteringPoint; readonly segments: readonly Segment[] }[],
  ): void {
    this.removePoints(changed.map(({ point }) => point.id));
    for (const { point, segments } of changed) {
      this.#points.set(point.id, point);
      for (const segment of segments) this.#addSegment(segment);
    }
  }

  removePoints(pointIds: readonly string[]): void {
    const gone = new Set(pointIds);
    for (const id of gone) {
      const meter = parseMeterKey(this.#mounted.get(id)?.meter ?? "");
      // By now it may hang at another point.
      if (meter && this.#segmentBySerial.get(serialKey(meter))?.pointId === id)
        this.#segmentBySerial.delete(serialKey(meter));
      this.#mounted.delete(id);
      this.#segmentsByPoint.delete(id);
      this.#points.delete(id);
    }
    for (const [serial, segments] of this.#removedBySerial) {
      const others = segments.filter(({ pointId }) => !gone.has(pointId));
      if (others.length < segments.length) this.#removedBySerial.set(serial, others);
    }
  }

  async saveKeys(keys: readonly { readonly meter: MeterKey; readonly key: Uint8Array }[]): Promise<void> {
    await this.#store.keys.save(keys);
    for (const { meter, key } of keys) this.#addKey(meter, key);
  }

  async removeKey(meterKey: MeterKey): Promise<void> {
    await this.#store.keys.remove(meterKey);
    const meter = parseMeterKey(meterKey);
    if (meter) this.#keyBySerial.delete(serialKey(meter));
  }

  /** Meters that hung somewhere and were taken down; some may hang again. */
  removedMeters(): ReadonlySet<MeterKey> {
    return new Set(
      [...this.#removedBySerial.values()].flatMap((segments) => segments.map(({ meter }) => meter)),
    );
  }

  #addSegment(segment: Segment): void {
    const known = this.#segmentsByPoint.get(segment.pointId) ?? [];
    const others = known.filter((one) => !isSameSegment(one, segment));
    this.#segmentsByPoint.set(
      segment.pointId,
      [...others, segment].sort((a, b) => a.mountedAtMs - b.mountedAtMs),
    );
    const meter = parseMeterKey(segment.meter);
    if (segment.removedAtMs !== undefined) {
      if (meter) this.#addRemoved(serialKey(meter), segment);
      if (this.#mounted.get(segment.pointId)?.meter === segment.meter) this.#mounted.delete(segment.pointId);
      if (meter && this.#segmentBySerial.get(serialKey(meter))?.pointId === segment.pointId) {
        this.#segmentBySerial.delete(serialKey(meter));
      }
      return;
    }
    this.#mounted.set(segment.pointId, segment);
    if (meter) this.#segmentBySerial.set(serialKey(meter), segment);
  }

  #addRemoved(serial: string, segment: Segment): void {
    const isSame = (one: Segment) =>
      one.pointId === segment.pointId && one.mountedAtMs === segment.mountedAtMs;
    const others = (this.#removedBySerial.get(serial) ?? []).filter((one) => !isSame(one));
    this.#removedBySerial.set(serial, [...others, segment]);
  }

  #addKey(meterKey: MeterKey, key: Uint8Array): void {
    const meter = parseMeterKey(meterKey);
    if (meter) this.#keyBySerial.set(serialKey(meter), key);
  }

  size(): number {
    return this.#points.size;
  }

  /** Whether readings of this point are kept so densely that it is followed live. */
  readonly isPriority = (pointId: string): boolean => {
    const point = this.#points.get(pointId);
    return point !== undefined && isPriority(point);
  };

  /** How many points are followed live. */
  readonly countPriority = (): number => {
    let count = 0;
    for (const point of this.#points.values()) if (isPriority(point)) count += 1;
    return count;
  };

  /** Whether any point lies in it. */
  hasArea(area: string): boolean {
    for (const point of this.#points.values()) if (point.area === area) return true;
    return false;
  }

  /** The AES key registered for this meter. */
  keyOf(meter: MeterId): Uint8Array | undefined {
    return this.#keyBySerial.get(serialKey(meter));
  }

  /** Where this meter is mounted now. */
  mountedAt(meter: MeterId): { readonly point: MeteringPoint; readonly segment: Segment } | undefined {
    const segment = this.#segmentBySerial.get(serialKey(meter));
    const point = segment && this.#points.get(segment.pointId);
    return segment && point ? { point, segment } : undefined;
  }

  /** Where this meter hung at that time; where it hangs now, as long as nobody knows of another place then. */
  hungAt(
    meter: MeterId,
    atMs: number,
  ): { readonly point: MeteringPoint; readonly segment: Segment } | undefined {
    const mounted = this.mountedAt(meter);
    if (mounted && mounted.segment.mountedAtMs <= atMs) return mounted;
    const segment = this.#removedBySerial
      .get(serialKey(meter))
      ?.find((one) => one.mountedAtMs <= atMs && atMs <= (one.removedAtMs ?? Infinity));
    const point = segment && this.#points.get(segment.pointId);
    return segment && point ? { point, segment } : mounted;
  }

  /** Where this meter was mounted at that time. */
  pointAt(meter: Pick<MeterId, "manufacturer" | "id">, atMs: number): MeteringPoint | undefined {
    const serial = serialKey(meter);
    const mounted = this.#segmentBySerial.get(serial);
    const segment =
      mounted && mounted.mountedAtMs <= atMs
        ? mounted
        : this.#removedBySerial
            .get(serial)
            ?.find((one) => one.mountedAtMs <= atMs && atMs < (one.removedAtMs ?? Infinity));
    return segment && this.#points.get(segment.pointId);
  }

  /** Every meter's time at the point, by mounting. */
  segmentsOf(pointId: string): readonly Segment[] {
    return this.#segmentsByPoint.get(pointId) ?? [];
  }

  /** Everywhere this meter is and was mounted. */
  mountingsOf(meter: MeterKey): readonly Segment[] {
    return this.mountingsOfSerial(meter).filter((segment) => segment.meter === meter);
  }

  /** Everywhere a meter of this one's maker and number is and was mounted, whatever its version. */
  mountingsOfSerial(meter: MeterKey): readonly Segment[] {
    const id = parseMeterKey(meter);
    if (!id) return [];
    const serial = serialKey(id);
    const mounted = this.#segmentBySerial.get(serial);
    return [...(this.#removedBySerial.get(serial) ?? []), ...(mounted ? [mounted] : [])];
  }

  latestReading(meter: MeterKey): Reading | undefined {
    return this.#latest.get(meter);
  }

  /**
   * What the store holds for the meter's latest after a decision about a value. Whether a point
   * shows another reading now.
   */
  noteLatest(meter: MeterKey, reading: Reading | undefined): boolean {
    const before = this.#latest.get(meter);
    if (reading) this.#latest.set(meter, reading);
    else this.#latest.delete(meter);
    const [was, is] = [before, reading].map((one) => JSON.stringify(one && latestOf(one)));
    return was !== is && this.mountingsOf(meter).some(({ removedAtMs }) => removedAtMs === undefined);
  }

  /** Notes what a mounted meter said; an older reading than the known one changes nothing. */
  applyReading(reading: Reading, pointId: string): WireChange | undefined {
    const known = this.#latest.get(reading.meter);
    if (known && reading.atMs < known.atMs) return undefined;
    this.#latest.set(reading.meter, reading);
    const seq = reading.frameSeq;
    return {
      kind: "reading",
      pointId,
      latest: latestOf(reading),
      ...(seq === undefined ? {} : { frameSeq: seq }),
    };
  }

  pointOf(pointId: string): MeteringPoint | undefined {
    return this.#points.get(pointId);
  }

  find(pointId: string): { readonly point: MeteringPoint; readonly row: WirePoint } | undefined {
    const point = this.#points.get(pointId);
    return point && { point, row: this.#rowOf(point) };
  }

  /** Every point with whether its meter's key is known and what that meter said last. */
  *latestRows(): Generator<{
    readonly point: MeteringPoint;
    readonly hasKey: boolean;
    readonly latest: Reading | undefined;
  }> {
    for (const point of this.#points.values()) {
      const mounted = this.#mounted.get(point.id);
      const meter = mounted && parseMeterKey(mounted.meter);
      yield {
        point,
        hasKey: meter !== undefined && this.keyOf(meter) !== undefined,
        latest: this.#saidAt(mounted),
      };
    }
  }

  /** Every point with the meter that is mounted there now. */
  *mountings(): Generator<{ readonly point: MeteringPoint; readonly mounted: Segment | undefined }> {
    for (const point of this.#points.values()) yield { point, mounted: this.#mounted.get(point.id) };
  }

  rows(): readonly WirePoint[] {
    return Array.from(this.#points.values(), (point) => this.#rowOf(point));
  }

  /** What a meter said last since it hangs there: what it said before is of the people it hung at then. */
  #saidAt(mounted: Segment | undefined): Reading | undefined {
    const latest = mounted && this.#latest.get(mounted.meter);
    return latest && latest.atMs >= mounted.mountedAtMs ? latest : undefined;
  }

  #rowOf(point: MeteringPoint): WirePoint {
    const mounted = this.#mounted.get(point.id);
    const meter = mounted && parseMeterKey(mounted.meter);
    return wirePointOf(point, mounted, {
      hasKey: meter !== undefined && this.keyOf(meter) !== undefined,
      latest: this.#saidAt(mounted),
    });
  }
}
