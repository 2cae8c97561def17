/** Does one piece of work at a time, in the order asked for; refuses when too many wait. */
export class SingleFile {
  readonly #maxWaiting: number;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(maxWaiting: number) {
    this.#maxWaiting = maxWaiting;
  }

  run<T>(work: () => Promise<T>): Promise<T> | undefined {
    if (this.#waiting > this.#maxWaiting) return undefined;
    this.#waiting += 1;
    const done = this.#last.then(work).finally(() => {
      this.#waiting -= 1;
    });
    this.#last = done.catch(() => undefined);
    return done;
  }
}
