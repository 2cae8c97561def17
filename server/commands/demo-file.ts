import { readFileSync } from "node:fs";
import { err, ok, type Result } from "../../shared/model/result.ts";
import { registerFileMeters, streamFile } from "../simulation/stream-file.ts";
import { readTelegramFile } from "../simulation/telegram-file.ts";
import { TelegramSender } from "../simulation/telegram-sender.ts";
import { adoptPoints } from "../sync/adopt-points.ts";
import type { DemoScene } from "./demo-town.ts";

const MAX_PROBLEMS_SHOWN = 20;

/**
 * Makes the meters of a telegram file metering points and sends the file's telegrams to the server.
 * The error is one sentence; broken lines are told one by one and never stop the others.
 */
export async function demoFile(
  scene: DemoScene,
  path: string,
  telegramsPerSecond: number,
): Promise<Result<{ stop(): Promise<unknown> }, string>> {
  const { server, url, token, say, report } = scene;
  const text = readText(path);
  if (!text.ok) return text;
  const file = readTelegramFile(text.value);
  for (const problem of file.problems.slice(0, MAX_PROBLEMS_SHOWN)) report(problem);
  const untold = file.problems.length - MAX_PROBLEMS_SHOWN;
  if (untold > 0) report(`… and ${untold} more lines with problems.`);
  if (file.telegrams.length === 0)
    return err(
      `${path} holds no telegram that can be read. Each line is a JSON object with "telegram" in hex.`,
    );
  const nowMs = Date.now();
  const { deps } = server;
  await deps.store.settings.saveUtility({ name: "Telegram file", timeZone: "Europe/Copenhagen" });
  await registerFileMeters(deps.store, file, nowMs);
  await adoptPoints(deps.rooms, deps.store.points);
  await deps.points.load();
  const sender = new TelegramSender({ url, token, report });
  say(`\nRounds is ready at ${url}`);
  say(
    `  ${file.meters.length} meters from ${path} are metering points; ${file.telegrams.length} telegrams are on their way.`,
  );
  void streamFile(file, { sender, nowMs, telegramsPerSecond }).then(() =>
    say("  All telegrams have arrived."),
  );
  return ok({ stop: () => sender.stop() });
}

function readText(path: string): Result<string, string> {
  try {
    return ok(readFileSync(path, "utf8"));
  } catch {
    return err(`The telegram file ${path} cannot be read. Check its name and permissions.`);
  }
}
