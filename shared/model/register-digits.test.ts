import { describe, expect, it } from "vitest";
import type { Register } from "./register.ts";
import { beyondRegister, isBeyondRegister } from "./register-digits.ts";
import { parseScaled, type Scaled } from "./scaled.ts";
import type { Unit } from "./unit.ts";

const scaled = (text: string): Scaled => {
  const value = parseScaled(text);
  if (!value) throw new Error(text);
  return value;
};
const counted = (register: Register, text: string, unit: Unit) => ({ register, value: scaled(text), unit });

describe("a register", () => {
  it("shows no more than its digits: 2^32 counts of its own resolution at the most", () => {
    expect(isBeyondRegister(scaled("99999999999"))).toBe(true);
    expect(isBeyondRegister(scaled("4294967296"))).toBe(true);
    expect(isBeyondRegister(scaled("4294967295"))).toBe(false);
    // In hundredths 2^32 counts are 42,949,672.96; eight digits of tens are 999,999,990.
    expect(isBeyondRegister(scaled("42949673"), -2)).toBe(true);
    expect(isBeyondRegister(scaled("999999990"), 1)).toBe(false);
  });

  it("is named where it cannot show what was typed; a temperature has no digits to run out of", () => {
    const values = [counted("E1", "5000", "kWh"), counted("V1", "99999999999", "m³")];
    expect(beyondRegister(values)).toBe("V1");
    expect(beyondRegister([counted("t1", "99999999999", "°C")])).toBeUndefined();
    const finely = counted("V1", "99999999.99", "m³");
    expect(beyondRegister([finely])).toBeUndefined();
    expect(beyondRegister([finely], [counted("V1", "321.45", "m³")])).toBe("V1");
    // 18,000,000,000 J are 5,000 kWh; and after 1,000.123456, typed so, 51,291 is nothing odd.
    expect(beyondRegister([counted("E1", "18000000000", "J")])).toBeUndefined();
    expect(beyondRegister([counted("E1", "18000000000000000", "J")])).toBe("E1");
    expect(beyondRegister([counted("V1", "51291", "m³")], [counted("V1", "1000.123456", "m³")])).toBe(
      undefined,
    );
  });
});
