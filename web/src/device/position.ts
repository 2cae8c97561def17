export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** `denied`: somebody has to allow it; `lost`: it was not to be found out just now. */
export type NoPlace = "denied" | "lost";

export interface PlaceWatch {
  /** Before something is said to be here: a place that has grown too old goes at once, also where timers are held up. */
  check(): void;
  stop(): void;
}

/** Phones say it once a second: this long without a word, a car in town is a block further. */
const GOOD_FOR_MS = 10_000;
/** On a fast road it is there sooner. */
const GOOD_FOR_M = 150;
const LOOK_EVERY_MS = 1000;
/** A browser that tells changes only, or has let go of its watch, answers when it is asked anew. */
const QUIET_MS = 5000;
const LOST_QUIET_MS = 30_000;

/** Where the phone is, while somebody wants to know. Denied or missing, everything else goes on. */
export function watchPosition(onPlace: (place: Place) => void, onNone: (why: NoPlace) => void): PlaceWatch {
  if (!("geolocation" in navigator)) {
    onNone("denied");
    return { check: () => undefined, stop: () => undefined };
  }
  const { geolocation } = navigator;
  let state: "asked" | "here" | NoPlace = "asked";
  let goodForMs = GOOD_FOR_MS;
  let since = moment();
  let asked = moment();
  let fixedAt: number | undefined;
  let id: number | undefined;
  const become = (why: NoPlace): void => {
    state = why;
    onNone(why);
  };
  const take = ({ coords, timestamp }: GeolocationPosition): void => {
    // Said again from the browser's memory, it is as old as it was.
    if (timestamp === fixedAt) return;
    fixedAt = timestamp;
    since = moment();
    goodForMs = Math.min(GOOD_FOR_MS, (GOOD_FOR_M / (coords.speed || 1)) * 1000);
    state = "here";
    onPlace({ lat: coords.latitude, lon: coords.longitude });
  };
  const ask = (): void => {
    if (id !== undefined) geolocation.clearWatch(id);
    asked = moment();
    id = geolocation.watchPosition(
      take,
      ({ code, PERMISSION_DENIED }) => become(code === PERMISSION_DENIED ? "denied" : "lost"),
      { enableHighAccuracy: true, maximumAge: 5000 },
    );
  };
  const check = (): void => {
    if (state === "here" && ageMs(since) >= goodForMs) become("lost");
    // Where nobody answers at all, not even that it is denied.
    if (state === "asked" && ageMs(since) >= LOST_QUIET_MS) become("lost");
  };
  ask();
  const timer = setInterval(() => {
    check();
    if (state === "here" && Math.min(ageMs(since), ageMs(asked)) >= QUIET_MS) ask();
    else if (state === "lost" && ageMs(asked) >= LOST_QUIET_MS) ask();
  }, LOOK_EVERY_MS);
  return {
    check,
    stop() {
      clearInterval(timer);
      if (id !== undefined) geolocation.clearWatch(id);
    },
  };
}

interface Moment {
  readonly beatMs: number;
  readonly clockMs: number;
}

const moment = (): Moment => ({ beatMs: performance.now(), clockMs: Date.now() });

/** The longer of the two: a phone that slept may not count it, a clock that was put back counts less than nothing. */
const ageMs = ({ beatMs, clockMs }: Moment): number =>
  Math.max(performance.now() - beatMs, Date.now() - clockMs);
