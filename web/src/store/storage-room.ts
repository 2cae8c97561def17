/** How much of the room this browser gives us is taken, in whole percent; 0 where it does not say. */
export async function usedPercent(
  storage: Pick<StorageManager, "estimate"> | undefined = globalThis.navigator?.storage,
): Promise<number> {
  const nothing: StorageEstimate = {};
  const { usage = 0, quota = 0 } = (await storage?.estimate().catch(() => nothing)) ?? nothing;
  return quota > 0 ? Math.floor((usage / quota) * 100) : 0;
}
