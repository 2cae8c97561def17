import { describe, expect, it } from "vitest";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import { sumReaders, sumStreets } from "./sum-streets.ts";

const card = (pointId: string, address: string, readerId?: string): RoundCard => ({
  pointId,
  number: pointId,
  address,
  postalCode: "8000",
  city: "Aarhus",
  customer: "",
  accessNote: "",
  medium: "heat",
  ...(readerId === undefined ? {} : { readerId }),
});
const cards = [
  card("a1", "Havnegade 1", "anna"),
  card("a2", "Havnegade 2", "bo"),
  card("b1", "Store Torv 4", "anna"),
  card("b2", "Store Torv 6"),
];
const isRead = (id: string): boolean => ["a1", "b2"].includes(id);

describe("a round in sums", () => {
  it("is told by street, in driving order", () => {
    expect(sumStreets(cards, isRead)).toMatchObject([
      { name: "Havnegade", read: 1, readerIds: ["anna", "bo"] },
      { name: "Store Torv", read: 1, readerIds: ["anna", undefined] },
    ]);
  });

  it("is told by reader, what is nobody's last, and a reader without points too", () => {
    const readers = ["anna", "bo", "eva"].map((id) => ({ id, name: id, car: "" }));
    expect(sumReaders(cards, readers, isRead)).toEqual([
      { id: "anna", name: "anna", car: "", points: 2, read: 1 },
      { id: "bo", name: "bo", car: "", points: 1, read: 0 },
      { id: "eva", name: "eva", car: "", points: 0, read: 0 },
      { name: "", car: "", points: 1, read: 1 },
    ]);
  });
});
