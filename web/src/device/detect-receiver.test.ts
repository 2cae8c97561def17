import { describe, expect, it } from "vitest";
import { answerIm871a } from "../../../shared/simulator/im871a-receiver.ts";
import { ReceiverDetection } from "./detect-receiver.ts";
import type { LinkSettings } from "./receiver-link.ts";

/** What the stick says when it is asked for its device information (A5 01 0F 00). */
const im871aIsThere = answerIm871a(Uint8Array.of(0xa5, 0x01, 0x0f, 0x00)) ?? new Uint8Array();

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

  it("keeps what comes between the answer and its being taken over", async () => {
    let said = 0;
    // As from a stream that has more in store: one chunk after the other without a pause.
    const talk = async () => {
      detection.hear({ bytes: im871aIsThere, atMs: said++ });
      while (said < 50) {
        await Promise.resolve();
        detection.hear({ bytes: Uint8Array.of(said), atMs: said++ });
      }
    };
    const detection: ReceiverDetection = new ReceiverDetection(
      {
        async setUp() {
          void talk();
        },
      },
      { onTry: () => {} },
    );
    const found = await detection.run();
    expect(said).toBeGreaterThan(1);
    expect(found?.heard.map(({ atMs }) => atMs)).toEqual(Array.from({ length: said }, (_, n) => n));
  });

  it("says when none of them is there", async () => {
    const { detection, tried } = lineWith({ baudRate: 300, answers: () => undefined });
    expect(await detection.run()).toBeUndefined();
    expect(tried.length).toBe(6);
  });
});
