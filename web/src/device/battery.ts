export interface Battery {
  /** 0 to 1. */
  readonly level: number;
  readonly charging: boolean;
}

/** How full the battery is; `undefined` where the browser does not say. */
export async function readBattery(): Promise<Battery | undefined> {
  const ask: unknown = Reflect.get(navigator, "getBattery");
  if (typeof ask !== "function") return undefined;
  const { level, charging } = (await ask.call(navigator)) as Battery;
  return { level, charging };
}
