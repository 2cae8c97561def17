import { describe, expect, it } from "vitest";
import { nameComputer } from "./name-computer.ts";

describe("a computer's name in the audit log", () => {
  it.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
      "Firefox 128 on Windows",
    ],
    [
      "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
      "Chrome 126 on Android",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.87",
      "Edge 126 on Windows",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
      "Safari 17 on iOS",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
      "Safari 17 on macOS",
    ],
    ["curl/8.5.0", "curl/8.5.0"],
    ["", ""],
  ])("%s is %s", (userAgent, name) => {
    expect(nameComputer(userAgent)).toBe(name);
  });

  it("is never longer than 60 characters, nor more than plain text", () => {
    expect(nameComputer(`\u0000\u202e${"x".repeat(5000)}`)).toBe("x".repeat(60));
    expect(nameComputer(undefined)).toBe("");
  });
});
