/** `GET /api/v1/last-import`: only points the caller may see; `null` while there was no import that named one. */
export interface WireLastImport {
  readonly lastImport: {
    /** UTC milliseconds. */
    readonly atMs: number;
    /** Name of the system the records came from. */
    readonly source: string;
    /** Who imported them. */
    readonly byName: string;
    readonly pointIds: readonly string[];
  } | null;
}
