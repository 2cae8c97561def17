/** Keeps the screen on while meters are read: a phone that sleeps hears nothing. */
export class WakeLock {
  #sentinel: WakeLockSentinel | undefined;
  #isWanted = false;
  readonly #onChange: (isHeld: boolean) => void;

  constructor(onChange: (isHeld: boolean) => void) {
    this.#onChange = onChange;
    // The browser takes the lock away with every change of the page's visibility.
    document.addEventListener("visibilitychange", () => {
      if (this.#isWanted && !document.hidden) void this.#take();
    });
  }

  async hold(): Promise<void> {
    this.#isWanted = true;
    await this.#take();
  }

  async release(): Promise<void> {
    this.#isWanted = false;
    await this.#sentinel?.release();
  }

  async #take(): Promise<void> {
    if (!("wakeLock" in navigator) || this.#sentinel?.released === false) return;
    try {
      this.#sentinel = await navigator.wakeLock.request("screen");
      this.#sentinel.addEventListener("release", () => this.#onChange(false));
      this.#onChange(true);
    } catch {
      this.#onChange(false);
    }
  }
}
