import { describe, expect, it } from "vitest";
import { judgePassword } from "./judge-password.ts";

const related = ["anna.jensen", "Anna Jensen", "Nordby Fjernvarme"];

describe("a new password", () => {
  it.each([
    "seven otters in a drawer",
    "vinduer-og-lak-68",
    "kQ7#mz!Lw2vX",
    "Зимний лес под снегом",
    "møllehjul regnvejr",
  ])("%s is accepted: length counts and nothing has to be mixed in", (password) => {
    expect(judgePassword(password, related)).toBeUndefined();
  });

  it("has at least 12 characters, counted as a person counts them", () => {
    expect(judgePassword("kQ7#mz!Lw2v", [])).toBe("password.too-short");
    expect(judgePassword("🦦🦊🐟🌊🍀🚲", [])).toBe("password.too-short");
  });

  it("has at most 256 characters, so that hashing is never asked for megabytes", () => {
    expect(judgePassword("seven otters ".repeat(20), [])).toBe("password.too-long");
  });

  it.each([
    "password1234",
    "P4ssw0rd!2024",
    "Summer2026Summer",
    "qwertyuiop123",
    "123456789012",
    "210987654321",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "correct horse battery staple",
    "Fernwärme-2026",
    "velkommen123!",
    "!!!!????....",
  ])("%s is refused as one of those guessed first", (password) => {
    expect(judgePassword(password, related)).toBe("password.too-common");
  });

  it.each(["anna.jensen.2026!", "Jensen-Anna-77", "annajensenanna", "nordbynordby12"])(
    "%s is refused as related to the person or the utility",
    (password) => {
      expect(judgePassword(password, related)).toBe("password.related");
    },
  );
});
