import { createEffect, createSignal, type JSX, on, Show } from "solid-js";
import { DATUMS } from "../../../../shared/model/chinese-datum.ts";
import { BASE_MAPS, type MapSettings, readMapSettings } from "../../../../shared/model/map-settings.ts";
import { useWords, type Words } from "../../locales/words.ts";
import { ChoiceField, FormFault, FormNote, SubmitButton, WideField } from "../../parts/form.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { readUnitLines, writeUnitLines } from "../../points/unit-lines.ts";
import { useMap } from "../../state/create-map.ts";
import "./map-settings.css";

type Draft = Omit<MapSettings, "units"> & { readonly lines: string };

/** What lies under the points, whose map it is, and where the collection units hang. */
export function MapSettingsScreen(): JSX.Element {
  const words = useWords();
  const map = useMap();
  const draftOf = ({ units, ...settings }: MapSettings): Draft => ({
    ...settings,
    lines: writeUnitLines(units),
  });
  const [draft, setDraft] = createSignal(draftOf(map.settings()));
  const [fault, setFault] = createSignal<string>();
  const [isSaved, setSaved] = createSignal(false);
  createEffect(on(map.settings, (settings) => setDraft(draftOf(settings))));
  const change = (more: Partial<Draft>): void => {
    setSaved(false);
    setDraft({ ...draft(), ...more });
  };
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { lines, ...settings } = draft();
    const { units, wrongLine } = readUnitLines(lines);
    if (wrongLine !== undefined) {
      setFault(words.t("map.settings.wrongLine", { line: String(wrongLine) }));
      return;
    }
    const wrong = sayWrong({ ...settings, units }, words);
    if (wrong !== undefined) return void setFault(wrong);
    const code = await map.save({ ...settings, units });
    setFault(code && words.error(code));
    setSaved(code === undefined);
    // The page's policy names the map's server when the page is sent: the new one counts from the next page on.
    if (code === undefined) setTimeout(() => location.reload(), RELOAD_MS);
  };
  return (
    <form class="map-settings" onSubmit={(event) => void save(event)}>
      <h1 class="map-settings-title">{words.t("map.settings.title")}</h1>
      <p class="muted">{words.t("map.settings.intro")}</p>
      <Show when={!map.isKnown() && map.failure()}>
        {(code) => <LoadFailed title={words.t("map.failed")} code={code()} onRetry={map.reload} />}
      </Show>
      {/* Whoever typed before the server has said what stands would write over what they never saw. */}
      <fieldset class="map-settings-fields" disabled={!map.isKnown()}>
        <ChoiceField
          label={words.t("map.settings.base")}
          value={draft().base}
          choices={BASE_MAPS.map((value) => ({ value, label: words.t(`map.settings.bases.${value}`) }))}
          onChoose={(base) => change({ base })}
        />
        <Show when={draft().base !== "sketch"}>
          <WideField
            label={words.t("map.settings.url")}
            hint={words.t(draft().base === "xyz" ? "map.settings.xyzHint" : "map.settings.pmtilesHint")}
            value={draft().url}
            onInput={(url) => change({ url })}
          />
          <WideField
            label={words.t("map.settings.attribution")}
            hint={words.t("map.settings.attributionHint")}
            value={draft().attribution}
            onInput={(attribution) => change({ attribution })}
          />
          <ChoiceField
            label={words.t("map.settings.datum")}
            value={draft().datum}
            choices={DATUMS.map((value) => ({ value, label: words.t(`map.settings.datums.${value}`) }))}
            onChoose={(datum) => change({ datum })}
          />
        </Show>
        <WideField
          label={words.t("map.settings.streetView")}
          hint={words.t("map.settings.streetViewHint")}
          value={draft().streetView}
          onInput={(streetView) => change({ streetView })}
        />
        <WideField
          label={words.t("map.settings.units")}
          hint={words.t("map.settings.unitsHint")}
          value={draft().lines}
          isTall={true}
          onInput={(lines) => change({ lines })}
        />
        <FormFault text={fault()} />
        <Show when={isSaved()}>
          <FormNote text={words.t("map.settings.saved")} />
        </Show>
        <div>
          <SubmitButton label={words.t("map.settings.save")} />
        </div>
      </fieldset>
    </form>
  );
}

/** Which field no map can be drawn by, and how it should be. */
function sayWrong(settings: MapSettings, words: Words): string | undefined {
  const read = readMapSettings(settings);
  if (read.ok) return undefined;
  return words.find(`map.settings.wrong.${read.error.field}`) ?? words.error("map.invalid");
}

const RELOAD_MS = 1200;
