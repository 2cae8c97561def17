import { describe, expect, it } from "vitest";
import { decode } from "../codecs/decode.ts";
import { createFormatStore } from "../codecs/wmbus/format-store.ts";
import { toSpot } from "./town-streets.ts";
import { makeTrainingRound, TRAINING_FAULTS } from "./training-round.ts";

const NOW_MS = Date.UTC(2026, 10, 29, 8);

describe("a round to learn on", () => {
  const round = makeTrainingRound({ seed: 7, nowMs: NOW_MS });
  const faulty = new Map(round.faults.map(({ pointId, fault }) => [pointId, fault]));

  it("has forty points at different places, and one of each fault", () => {
    expect(round.cards).toHaveLength(40);
    expect(new Set(round.cards.map(({ pointId }) => pointId)).size).toBe(40);
    expect(round.cards.every(({ pointId }) => pointId.startsWith("training-"))).toBe(true);
    expect(round.faults.map(({ fault }) => fault)).toEqual([...TRAINING_FAULTS]);
  });

  it("is heard as real telegrams while the car drives to every house, each fault as what it is", () => {
    const formats = createFormatStore([]);
    const verdicts = new Map<string, Set<string>>();
    const listen = (seconds: number): void => {
      for (const hearing of round.car.go(seconds)) {
        const bytes = round.telegram(hearing, NOW_MS);
        if (!bytes) throw new Error(`${hearing.id} sends nothing`);
        const telegram = decode(bytes, { link: "wmbus", keyring: round.keyring, formats });
        if (!telegram.ok) throw new Error(telegram.error.kind);
        const { verdict } = telegram.value.security;
        verdicts.set(hearing.id, (verdicts.get(hearing.id) ?? new Set()).add(verdict));
        expect(bytes[0]).toBe(bytes.length - 1);
        expect(hearing.rssiDbm).toBeGreaterThanOrEqual(-106);
      }
    };
    for (const { lat, lon } of round.cards) {
      if (lat === undefined || lon === undefined) continue;
      round.car.headFor(toSpot({ lat, lon }));
      while (round.car.isDriving) listen(10);
      listen(20);
    }
    const said = (pointId: string): readonly string[] => [...(verdicts.get(pointId) ?? [])];
    for (const { pointId } of round.cards) {
      const fault = faulty.get(pointId);
      if (fault === undefined) expect([pointId, said(pointId)]).toEqual([pointId, ["decrypted"]]);
    }
    const of = (fault: string): readonly string[] =>
      said([...faulty].find(([, one]) => one === fault)?.[0] ?? "");
    expect(of("no-key")).toEqual(["no-key"]);
    expect(of("wrong-key")).toEqual(["wrong-key"]);
    expect(of("never-heard")).toEqual([]);
    // The new meter is heard; its number is not the one on the card.
    expect(of("other-meter")).toEqual(["no-key"]);
    // Strangers of the town are heard too.
    expect(
      [...verdicts.keys()].filter((id) => !round.cards.some(({ pointId }) => pointId === id)).length,
    ).toBeGreaterThan(5);
  });
});
