import FileUp from "lucide-solid/icons/file-up";
import { createUniqueId, type JSX, Match, Show, Switch } from "solid-js";
import type { WeatherDay } from "../../../../shared/model/weather.ts";
import { useWords } from "../../locales/words.ts";
import { FormFault, FormNote } from "../../parts/form.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { createWeather, type Weather } from "../../state/create-weather.ts";
import { useOffice } from "../../state/office.ts";
import "./weather.css";

const DAY_MS = 86_400_000;
const CONFIGURE = { area: "system-configuration", right: "write" } as const;

/** Mean outdoor temperatures by day, from a file. */
export function WeatherScreen(): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const weather = createWeather(() => true);
  return (
    <div class="weather">
      <h1 class="weather-title">{words.t("weather.title")}</h1>
      <p class="muted">{words.t("weather.intro")}</p>
      <Switch fallback={<SkeletonRows count={2} label={words.t("weather.loading")} />}>
        <Match when={weather.days()}>
          {(days) => <Known days={days()} mayImport={session.may(CONFIGURE)} />}
        </Match>
        <Match when={weather.failure()}>
          {(code) => <LoadFailed title={words.t("weather.failed")} code={code()} onRetry={weather.reload} />}
        </Match>
      </Switch>
      <Show when={session.may(CONFIGURE)}>
        <Import weather={weather} />
      </Show>
    </div>
  );
}

function Known(props: { readonly days: readonly WeatherDay[]; readonly mayImport: boolean }): JSX.Element {
  const words = useWords();
  const [first, last] = [() => props.days[0]?.[0] ?? "", () => props.days.at(-1)?.[0] ?? ""];
  const missing = (): number =>
    Math.round((Date.parse(last()) - Date.parse(first())) / DAY_MS) + 1 - props.days.length;
  return (
    <Show
      when={props.days.length > 0}
      fallback={
        <Notice
          title={words.t("weather.none")}
          hint={props.mayImport ? words.t("weather.noneHint") : undefined}
        />
      }
    >
      <p class="weather-span">
        {words.t("weather.span", { days: props.days.length, from: first(), to: last() })}
        <Show when={missing() > 0}>
          <span class="weather-missing"> · {words.t("weather.missing", missing())}</span>
        </Show>
      </p>
    </Show>
  );
}

function Import(props: { readonly weather: Weather }): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const fault = (): string | undefined => {
    const outcome = props.weather.outcome();
    if (outcome?.kind === "failed") return words.error(outcome.code);
    return outcome?.kind === "wrong-line" ? words.t("weather.wrongLine", { line: outcome.line }) : undefined;
  };
  const taken = (): number | undefined => {
    const outcome = props.weather.outcome();
    return outcome?.kind === "taken" ? outcome.days : undefined;
  };
  return (
    <div class="weather-import">
      <label class="button weather-file" data-tone="accent">
        <FileUp size={15} aria-hidden="true" />
        <span>{words.t("weather.import")}</span>
        <input
          type="file"
          class="hearable"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          disabled={props.weather.isBusy()}
          aria-describedby={id}
          onChange={async (event) => {
            const input = event.currentTarget;
            const file = input.files?.[0];
            if (file) await props.weather.take(await file.text());
            input.value = "";
          }}
        />
      </label>
      <p class="muted" id={id}>
        {words.t("weather.hint")}
      </p>
      <FormFault text={fault()} />
      <Show when={taken()}>{(days) => <FormNote text={words.t("weather.taken", days())} />}</Show>
    </div>
  );
}
