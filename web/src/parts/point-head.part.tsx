import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowLeft from "lucide-solid/icons/arrow-left";
import ArrowUp from "lucide-solid/icons/arrow-up";
import { For, type JSX, Show } from "solid-js";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import { severityOfStatus, sortByUrgency } from "../points/point-state.ts";
import { IconButton } from "./button.part.tsx";
import { MediumIcon } from "./medium-icon.part.tsx";
import { StateIcon } from "./state-icon.part.tsx";
import "./point-head.css";

/** Which metering point this is, and whether anything is the matter with it. */
export function PointHead(props: {
  readonly point: WirePoint;
  readonly backHref: string;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
  /** What one can do with the point. */
  readonly actions?: JSX.Element | undefined;
}): JSX.Element {
  const words = useWords();
  const place = (): string =>
    [props.point.postalCode, props.point.city].filter((text) => text !== "").join(" ");
  return (
    <header class="point-head">
      <div class="point-head-way">
        <a class="point-back" href={props.backHref}>
          <ArrowLeft size={14} aria-hidden="true" />
          {words.t("point.back")}
        </a>
        <Show when={props.onPrevious ?? props.onNext}>
          <span class="point-head-turn">
            <IconButton
              label={words.t("point.previous")}
              icon={<ArrowUp size={15} />}
              isDisabled={!props.onPrevious}
              onPress={() => props.onPrevious?.()}
            />
            <IconButton
              label={words.t("point.next")}
              icon={<ArrowDown size={15} />}
              isDisabled={!props.onNext}
              onPress={() => props.onNext?.()}
            />
          </span>
        </Show>
      </div>
      <div class="point-head-title">
        <span class="point-head-medium">
          <MediumIcon medium={props.point.medium} size={18} />
        </span>
        <h1>{props.point.address || words.t("points.noAddress")}</h1>
        <span class="point-head-place">{place()}</span>
        <Show when={props.actions}>
          <span class="point-head-actions">{props.actions}</span>
        </Show>
      </div>
      <Show when={(props.point.latest?.status.length ?? 0) > 0}>
        <ul class="code-chips" aria-label={words.t("point.infoCodes")}>
          <For each={sortByUrgency(props.point.latest?.status ?? [])}>
            {(id) => (
              <li
                class="code-chip"
                data-severity={severityOfStatus(id)}
                data-tip={words.t(`severity.${severityOfStatus(id)}`)}
              >
                <StateIcon state={severityOfStatus(id)} size={13} />
                {words.status(id)}
              </li>
            )}
          </For>
        </ul>
      </Show>
    </header>
  );
}
