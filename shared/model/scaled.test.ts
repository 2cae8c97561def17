import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addScaled,
  compareScaled,
  divideScaled,
  formatScaled,
  makeScaled,
  multiplyScaled,
  parseScaled,
  rescale,
  scaledToNumber,
  subtractScaled,
} from "./scaled.ts";

const scaled = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: -9, max: 6 }))
  .map(([digits, exponent]) => makeScaled(digits, exponent));

/** The value as an exact integer of 10^-20: an independent way to calculate. */
const fine = ({ digits, exponent }: { digits: number | bigint; exponent: number }) =>
  BigInt(digits) * 10n ** BigInt(exponent + 20);

describe("exact numbers", () => {
  it("keep the meter's resolution in their text", () => {
    expect(formatScaled(makeScaled(1230, -2))).toBe("12.30");
    expect(formatScaled(makeScaled(-5, -3))).toBe("-0.005");
    expect(formatScaled(makeScaled(7, 3))).toBe("7000");
    expect(formatScaled(makeScaled(0, 3))).toBe("0");
    expect(formatScaled(makeScaled(9007199254740993n, 0))).toBe("9007199254740993");
  });

  it("0.1 + 0.2 is 0.3", () => {
    const sum = addScaled(makeScaled(1, -1), makeScaled(2, -1));
    expect(formatScaled(sum)).toBe("0.3");
  });

  it("sums and products are those of integers, beyond 53 bits too", () => {
    fc.assert(
      fc.property(scaled, scaled, (a, b) => {
        expect(fine(addScaled(a, b))).toBe(fine(a) + fine(b));
        expect(fine(subtractScaled(a, b))).toBe(fine(a) - fine(b));
        expect(fine(multiplyScaled(a, b)) * 10n ** 20n).toBe(fine(a) * fine(b));
        expect(compareScaled(a, b)).toBe(fine(a) < fine(b) ? -1 : fine(a) > fine(b) ? 1 : 0);
      }),
    );
  });

  it("text and number are the same value", () => {
    fc.assert(
      fc.property(scaled, (a) => {
        const read = parseScaled(formatScaled(a));
        expect(read && fine(read)).toBe(fine(a));
      }),
    );
  });

  it("rounds half away from zero", () => {
    expect(formatScaled(rescale(makeScaled(125, -2), -1))).toBe("1.3");
    expect(formatScaled(rescale(makeScaled(-125, -2), -1))).toBe("-1.3");
    expect(formatScaled(rescale(makeScaled(124, -2), -1))).toBe("1.2");
    expect(divideScaled(makeScaled(1, 0), makeScaled(8, 0), -2)).toEqual(makeScaled(13, -2));
    expect(divideScaled(makeScaled(1, 0), makeScaled(0, 0), -2)).toBeUndefined();
  });

  it("reads plain decimal text only", () => {
    expect(parseScaled("-12.30")).toEqual(makeScaled(-1230, -2));
    expect(parseScaled("1e3")).toBeUndefined();
    expect(parseScaled("1,5")).toBeUndefined();
    expect(parseScaled("")).toBeUndefined();
  });

  it("refuses digits that are not an exact integer", () => {
    expect(() => makeScaled(0.1, 0)).toThrow(RangeError);
    expect(() => makeScaled(2 ** 53, 0)).toThrow(RangeError);
  });

  it("draws as the nearest float", () => {
    expect(scaledToNumber(makeScaled(1230, -2))).toBe(12.3);
  });
});
