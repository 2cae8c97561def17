import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { proofTrail } from "./proof-trail.ts";

class Element {
  readonly isConnected = true;
  focus(): void {
    page.activeElement = this;
  }
}
const page: { activeElement: Element; body: Element } = { activeElement: new Element(), body: new Element() };
const [row, total] = [new Element(), new Element()];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
  vi.stubGlobal("HTMLElement", Element);
  row.focus();
  proofTrail.open({ kind: "lines" } as unknown as Parameters<typeof proofTrail.open>[0]);
  page.body.focus();
  proofTrail.close();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("gives the focus back to the figure that was asked", () => {
  vi.advanceTimersByTime(100);
  expect(page.activeElement).toBe(row);
});

it("leaves it with what somebody has gone on to meanwhile", () => {
  total.focus();
  vi.advanceTimersByTime(100);
  expect(page.activeElement).toBe(total);
});
