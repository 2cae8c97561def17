export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** `denied`: somebody has to allow it; `lost`: it was not to be found out just now. */
export type NoPlace = "denied" | "lost";

/** Where the phone is, while somebody wants to know. Denied or missing, everything else goes on. */
export function watchPosition(onPlace: (place: Place) => void, onNone: (why: NoPlace) => void): () => void {
  if (!("geolocation" in navigator)) {
    onNone("denied");
    return () => undefined;
  }
  const id = navigator.geolocation.watchPosition(
    ({ coords }) => onPlace({ lat: coords.latitude, lon: coords.longitude }),
    ({ code, PERMISSION_DENIED }) => onNone(code === PERMISSION_DENIED ? "denied" : "lost"),
    { enableHighAccuracy: true, maximumAge: 5000 },
  );
  return () => navigator.geolocation.clearWatch(id);
}
