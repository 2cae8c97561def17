import { describe, expect, it } from "vitest";
import { ReceiverDetection } from "./detect-receiver.ts";
import type { LinkSettings } from "./receiver-link.ts";

const text = (line: string) => Uint8Array.from(line, (character) => character.charCodeAt(0));

/** A line with one receiver on it: at another speed it hears noise and says nothing. */
function lineWith(receiver: { baudRate: number; answers: (asked: string) => Uint8Array | undefined }) {
  const tried: string[] = [];
  const asked: LinkSettings[] = [];
  const link = {
    setUp(settings: LinkSettings) {
      asked.push(settings);
      if (settings.baudRate === receiver.baudRate) {
        const line = String.fromCharCode(...settings.greeting.flatMap((bytes) => [...bytes]));
        const answer = receiver.answers(line);
        if (answer) queueMicrotask(() => detection.hear({ bytes: answer, atMs: 5 }));
      }
      return Promise.resolve();
    },
  };
  const detection: ReceiverDetection = new ReceiverDetection(link, {
    onTry: ({ name }) => tried.push(name),
    answerMs: 5,
    telegramMs: 5,
  });
  return { detection, tried, asked };
}

describe("finding the receiver on a line", () => {
  it("asks one after the other at its speed until one answers, and keeps what was heard", async () => {
    const answer = text("V 1.67 nanoCUL868\r\n");
    const { detection, tried, asked } = lineWith({
      baudRate: 38_400,
      answers: (line) => (line === "V\n" ? answer : undefined),
    });
    const found = await detection.run();
    expect(found?.codec.name).toBe("cul");
    expect(found?.heard).toEqual([{ bytes: answer, atMs: 5 }]);
    expect(tried).toEqual(["im871a", "iu891a", "cul"]);
    expect(asked.map(({ baudRate }) => baudRate)).toEqual([57_600, 115_200, 38_400]);
  });

  it("knows one that answers nothing by its telegrams", async () => {
    const line = text("C1;1;1;2026-11-23 08:15:30.000;60;90;1;0x2E44931578563412330333637A2A0020255923\n");
    const { detection } = lineWith({
      baudRate: 115_200,
      answers: (asked) => (asked === "" ? line : undefined),
    });
    expect((await detection.run())?.codec.name).toBe("rtl-wmbus");
  });

  it("says when none of them is there", async () => {
    const { detection, tried } = lineWith({ baudRate: 300, answers: () => undefined });
    expect(await detection.run()).toBeUndefined();
    expect(tried.length).toBe(6);
  });
});
