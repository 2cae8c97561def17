import { type Accessor, createMemo, createSignal } from "solid-js";
import { parseWeatherFile, type WeatherDay } from "../../../shared/model/weather.ts";
import { fetchWeather, importWeather } from "../api/weather-calls.ts";
import { createCall } from "./create-call.ts";

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
  const [isBusy, setBusy] = createSignal(false);
  const [outcome, setOutcome] = createSignal<WeatherOutcome>();
  const call = createCall(
    () => (isWanted() ? "weather" : undefined),
    (_, signal) => fetchWeather(signal),
    { as: () => "weather", isQuiet: true },
  );
  const days = () => call.answered()?.value.days;
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
