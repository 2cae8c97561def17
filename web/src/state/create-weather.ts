import { type Accessor, createMemo, createSignal } from "solid-js";
import { parseWeatherFile, readWeatherDays, type WeatherDay } from "../../../shared/model/weather.ts";
import { fetchWeather, importWeather } from "../api/weather-calls.ts";
import { createCall } from "./create-call.ts";
import { useOffice } from "./office.ts";
import { makeStoredChoice } from "./stored-choice.ts";

/** Mean temperatures by day: as the server has them, or as they were last known here. */
export interface Weather {
  readonly byDay: Accessor<ReadonlyMap<string, string>>;
  readonly days: Accessor<readonly WeatherDay[] | undefined>;
  readonly failure: Accessor<string | undefined>;
  readonly isBusy: Accessor<boolean>;
  /** What became of the last file: a code, a line that is wrong, or how many days came in. */
  readonly outcome: Accessor<WeatherOutcome | undefined>;
  reload(): void;
  take(file: string): Promise<void>;
}

export type WeatherOutcome =
  | { readonly kind: "failed"; readonly code: string }
  | { readonly kind: "wrong-line"; readonly line: number }
  | { readonly kind: "taken"; readonly days: number };

/** `isWanted`: whether anybody looks at it yet. */
export function createWeather(isWanted: Accessor<boolean>): Weather {
  const { session } = useOffice();
  const kept = makeStoredChoice(`weather.${session.who()?.utility.id ?? "first"}`);
  const [isBusy, setBusy] = createSignal(false);
  const [outcome, setOutcome] = createSignal<WeatherOutcome>();
  const call = createCall(
    () => (isWanted() ? "weather" : undefined),
    async (_, signal) => {
      const answer = await fetchWeather(signal);
      if (answer.ok) kept.write(JSON.stringify(answer.value.days));
      return answer;
    },
  );
  const days = createMemo(() => {
    const answered = call.answered()?.value.days;
    return answered ?? (isWanted() ? readKept(kept.read()) : undefined);
  });
  return {
    days,
    byDay: createMemo(() => new Map(days() ?? [])),
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    isBusy,
    outcome,
    reload: call.reload,
    async take(file) {
      const parsed = parseWeatherFile(file);
      if (!parsed.ok) return void setOutcome({ kind: "wrong-line", line: parsed.error.line });
      setBusy(true);
      const answer = await importWeather(parsed.value);
      setBusy(false);
      if (!answer.ok) return void setOutcome({ kind: "failed", code: answer.error.code });
      setOutcome({ kind: "taken", days: parsed.value.length });
      call.reload();
    },
  };
}

function readKept(text: string | null): readonly WeatherDay[] | undefined {
  try {
    const days = text === null ? undefined : readWeatherDays(JSON.parse(text));
    return days?.ok ? days.value : undefined;
  } catch {
    return undefined;
  }
}
