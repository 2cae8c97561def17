export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** Where the phone is, while somebody wants to know. Denied or missing, everything else goes on. */
export function watchPosition(onPlace: (place: Place) => void, onDenied: () => void): () => void {
  if (!("geolocation" in navigator)) {
    onDenied();
    return () => undefined;
  }
  const id = navigator.geolocation.watchPosition(
    ({ coords }) => onPlace({ lat: coords.latitude, lon: coords.longitude }),
    ({ code }) => {
      if (code === GeolocationPositionError.PERMISSION_DENIED) onDenied();
    },
    { enableHighAccuracy: true, maximumAge: 5000 },
  );
  return () => navigator.geolocation.clearWatch(id);
}
