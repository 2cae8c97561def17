import Antenna from "lucide-solid/icons/antenna";
import Binary from "lucide-solid/icons/binary";
import { For, type JSX, Show } from "solid-js";
import { MEDIA, type Medium } from "../../../shared/model/medium.ts";
import type { WireHeardMeter } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import { MediumIcon } from "./medium-icon.part.tsx";
import { Notice } from "./notice.part.tsx";
import "./heard-table.css";
import "./tables.css";

const mediumOf = (name: string): Medium => MEDIA.find((medium) => medium === name) ?? "other";

/** Meters that are heard without belonging to us, or without our knowing yet. */
export function HeardTable(props: {
  readonly meters: readonly WireHeardMeter[];
  readonly nowMs: number;
  readonly onTelegram: (seq: number) => void;
}): JSX.Element {
  const words = useWords();
  return (
    <Show
      when={props.meters.length > 0}
      fallback={
        <Notice icon={<Antenna size={20} />} title={words.t("heard.none")} hint={words.t("heard.noneHint")} />
      }
    >
      <div class="heard-table table-scroll">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{words.t("heard.meter")}</th>
              <th scope="col">{words.t("heard.medium")}</th>
              <th scope="col">{words.t("heard.outcome")}</th>
              <th scope="col" class="number">
                {words.t("heard.count")}
              </th>
              <th scope="col" class="number">
                {words.t("heard.signal")} <span class="unit">dBm</span>
              </th>
              <th scope="col" class="number">
                {words.t("heard.last")}
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={props.meters}>
              {(meter) => <HeardRow meter={meter} nowMs={props.nowMs} onTelegram={props.onTelegram} />}
            </For>
          </tbody>
        </table>
      </div>
    </Show>
  );
}

function HeardRow(props: {
  readonly meter: WireHeardMeter;
  readonly nowMs: number;
  readonly onTelegram: (seq: number) => void;
}): JSX.Element {
  const words = useWords();
  const name = (): string => `${props.meter.manufacturer} ${props.meter.id}`;
  return (
    <tr>
      <td>
        <button
          type="button"
          class="readings-open"
          aria-label={words.t("heard.openTelegram", { meter: name() })}
          onClick={() => props.onTelegram(props.meter.lastSeq)}
        >
          {name()}
          <Binary size={14} aria-hidden="true" />
        </button>{" "}
        <span class="unit">{props.meter.version}</span>
      </td>
      <td>
        <span class="heard-medium">
          <MediumIcon medium={mediumOf(props.meter.medium)} isNamed={true} />
        </span>
      </td>
      <td>
        <span class="heard-outcome" data-outcome={props.meter.outcome}>
          {words.find(`outcome.${props.meter.outcome}`) ?? props.meter.outcome}
        </span>
      </td>
      <td class="number">{words.formats().number(props.meter.count)}</td>
      <td class="number">
        {props.meter.rssiDbm === undefined ? "–" : words.formats().decimal(String(props.meter.rssiDbm))}
      </td>
      <td class="number" data-tip={words.formats().exactTime(props.meter.lastAtMs)}>
        {words.age(props.nowMs - props.meter.lastAtMs)}
      </td>
    </tr>
  );
}
