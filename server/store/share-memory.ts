import type { CountMonth } from "../../shared/blocks/month-columns.ts";

/**
 * The same months over one stretch of memory: it goes to another thread whole, where thousands of small ones take
 * longer to hand over than to make.
 */
export function shareMemory(lists: readonly (readonly CountMonth[])[]): CountMonth[][] {
  const room = new Room(lists.flat());
  return lists.map((months) =>
    months.map(({ timesMs, marks, registers }) => ({
      timesMs: room.floats(timesMs),
      registers: registers.map(({ counts, ...column }) => ({ ...column, counts: room.floats(counts) })),
      marks: room.shorts(marks),
    })),
  );
}

/** Floats first, so that they lie at multiples of their size. */
class Room {
  readonly #buffer: ArrayBuffer;
  #floatsAt = 0;
  #shortsAt: number;

  constructor(months: readonly CountMonth[]) {
    let floats = 0;
    let shorts = 0;
    for (const { timesMs, registers } of months) {
      floats += timesMs.length * (1 + registers.length);
      shorts += timesMs.length;
    }
    this.#shortsAt = 8 * floats;
    this.#buffer = new ArrayBuffer(8 * floats + 2 * shorts);
  }

  floats(values: Float64Array): Float64Array {
    const column = new Float64Array(this.#buffer, this.#floatsAt, values.length);
    this.#floatsAt += 8 * values.length;
    column.set(values);
    return column;
  }

  shorts(values: Uint16Array): Uint16Array {
    const column = new Uint16Array(this.#buffer, this.#shortsAt, values.length);
    this.#shortsAt += 2 * values.length;
    column.set(values);
    return column;
  }
}
