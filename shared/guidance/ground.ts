/** A place in metres east and north of somewhere near: the town is flat, as far as a car can hear. */
export interface Ground {
  readonly eastM: number;
  readonly northM: number;
}

const METRES_PER_DEGREE = 111_320;

/** Places as metres around one of them; good to a part in a thousand over 20 km. */
export const groundAround =
  (origin: { readonly lat: number; readonly lon: number }) =>
  ({ lat, lon }: { readonly lat: number; readonly lon: number }): Ground => ({
    eastM: (lon - origin.lon) * METRES_PER_DEGREE * Math.cos((origin.lat * Math.PI) / 180),
    northM: (lat - origin.lat) * METRES_PER_DEGREE,
  });

export const crowM = (a: Ground, b: Ground): number => Math.hypot(a.eastM - b.eastM, a.northM - b.northM);
