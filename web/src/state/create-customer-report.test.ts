import { afterEach, describe, expect, it, vi } from "vitest";
import { createCustomerReport } from "./create-customer-report.ts";

afterEach(() => vi.unstubAllGlobals());

describe("a customer's report", () => {
  it("is what was asked for last, though the answer to what was asked before comes after it", async () => {
    const answers = new Map<string, () => void>();
    vi.stubGlobal("fetch", async (_: unknown, { body }: { readonly body: string }) => {
      const { language } = JSON.parse(body) as { readonly language: string };
      await new Promise<void>((resolve) => answers.set(language, resolve));
      return Response.json({ customer: language });
    });
    const desk = createCustomerReport(() => "p1");
    const days = { from: "2026-11-01", to: "2026-11-30" };
    const danish = desk.make({ ...days, language: "da" });
    const german = desk.make({ ...days, language: "de" });
    await vi.waitFor(() => expect([...answers.keys()].sort()).toEqual(["da", "de"]));
    answers.get("de")?.();
    await german;
    expect(desk.made()?.customer).toBe("de");
    answers.get("da")?.();
    await danish;
    expect(desk.made()?.customer).toBe("de");
  });
});
