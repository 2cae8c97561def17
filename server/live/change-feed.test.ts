import { describe, expect, it } from "vitest";
import type { WireChange } from "../../shared/model/wire.ts";
import { ChangeFeed } from "./change-feed.ts";

const reading = (pointId: string, atMs: number): WireChange => ({
  kind: "reading",
  pointId,
  latest: { atMs, values: [], status: [] },
});

describe("the change feed", () => {
  it("hands a screen that was away exactly what it missed, in order", () => {
    const feed = new ChangeFeed(1000);
    feed.publish(reading("a", 1));
    feed.flush();
    const seen = feed.cursor();
    feed.publish(reading("b", 2));
    feed.publish(reading("a", 3));
    feed.flush();
    expect(feed.after(seen)?.map(({ change }) => change)).toEqual([reading("b", 2), reading("a", 3)]);
    expect(feed.after(feed.cursor())).toEqual([]);
  });

  it("readings of one point within a flush are one change, the last", () => {
    const feed = new ChangeFeed(1000);
    const heard: WireChange[] = [];
    feed.subscribe((entries) => {
      if (entries !== "reload") heard.push(...entries.map(({ change }) => change));
    });
    feed.publish(reading("a", 1));
    feed.publish(reading("a", 2));
    feed.flush();
    expect(heard).toEqual([reading("a", 2)]);
  });

  it("a cursor from before its memory, or from another start, asks for a fresh load", () => {
    const feed = new ChangeFeed(1000, { keep: 2, flushMs: 10 });
    for (const id of ["a", "b", "c"]) feed.publish(reading(id, 1));
    feed.flush();
    expect(feed.after(1000)).toBeUndefined();
    expect(feed.after(1001)).toHaveLength(2);
    expect(feed.after(999_999)).toBeUndefined();
  });

  it("asks for a fresh load when a point is gone, from who listens and from who was away", () => {
    const feed = new ChangeFeed(1000);
    const heard: unknown[] = [];
    feed.publish(reading("a", 1));
    feed.flush();
    const seen = feed.cursor();
    feed.subscribe((entries) => heard.push(entries));
    feed.reload();
    expect(heard).toEqual(["reload"]);
    expect(feed.after(seen)).toBeUndefined();
    expect(feed.after(feed.cursor())).toEqual([]);
  });
});
