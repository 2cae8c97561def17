/** Pieces of a base map that are kept on this phone, by key. */
export interface TileKeeper {
  read(key: string): Promise<Uint8Array | undefined>;
}

/** That also takes new ones. */
export interface TileStore extends TileKeeper {
  write(key: string, bytes: Uint8Array): Promise<void>;
}

/** Key of one square of a base map. */
export const tileKeyOf = (
  url: string,
  { z, x, y }: { readonly z: number; readonly x: number; readonly y: number },
): string => (url.includes("{z}") ? tileAddressOf(url, { z, x, y }) : `${url} ${z}/${x}/${y}`);

/** Address of one picture of an `xyz` map. */
export const tileAddressOf = (
  url: string,
  { z, x, y }: { readonly z: number; readonly x: number; readonly y: number },
): string => url.replace("{z}", String(z)).replace("{x}", String(x)).replace("{y}", String(y));

/** Their terms forbid fetching a map ahead. */
const FORBIDDEN = [
  /(^|\.)tile\.openstreetmap\.org$/,
  /(^|\.)google(apis)?\.com$/,
  /(^|\.)virtualearth\.net$/,
];

/** Whether the map's owner forbids keeping it, as far as its address tells. */
export function isForbidden(url: string, here: string): boolean {
  const { hostname } = new URL(url.replaceAll(/[{}]/g, ""), here);
  return FORBIDDEN.some((pattern) => pattern.test(hostname));
}
