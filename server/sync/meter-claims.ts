import { makerSerialOf } from "../../shared/model/meter-id.ts";
import { isTogether, type Mounting } from "../../shared/model/metering-point.ts";

export interface MeterClaim {
  /** Those of the times asked for that somebody else's change, under way at this moment, takes for another point. */
  readonly taken: readonly Mounting[];
  /** The change is on disk and the index knows of it, or it came to nothing. */
  release(): void;
}

/**
 * Which meters are being put up where at this moment, over all rooms of the utility: two desks in two areas write two
 * rooms, and neither's change is in the index while both are judged. The first has the meter, the second is refused.
 */
export class MeterClaims {
  readonly #held = new Set<Mounting>();

  claim(wanted: readonly Mounting[]): MeterClaim {
    const taken = wanted.filter((one) => this.#isTaken(one));
    const own = wanted.filter((one) => !taken.includes(one));
    for (const one of own) this.#held.add(one);
    return {
      taken,
      release: () => {
        for (const one of own) this.#held.delete(one);
      },
    };
  }

  #isTaken(wanted: Mounting): boolean {
    const serial = makerSerialOf(wanted.meter);
    return [...this.#held].some(
      (one) =>
        one.pointId !== wanted.pointId && makerSerialOf(one.meter) === serial && isTogether(one, wanted),
    );
  }
}
