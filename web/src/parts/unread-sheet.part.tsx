import ArrowLeftRight from "lucide-solid/icons/arrow-left-right";
import DoorOpen from "lucide-solid/icons/door-open";
import PencilLine from "lucide-solid/icons/pencil-line";
import Wrench from "lucide-solid/icons/wrench";
import { type JSX, onMount, Show } from "solid-js";
import type { Why } from "../../../shared/field/why-not-read.ts";
import { parseMeterKey } from "../../../shared/model/meter-id.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import { useWords, type Words } from "../locales/words.ts";
import { WhyMark } from "./why-mark.part.tsx";
import "./field-button.css";
import "./round-summary.css";

const NEVER_HEARD: Why = { cause: "never-heard" };

/** A point that is left: where it is, why it is not read, and what to do. */
export function UnreadSheet(props: {
  readonly card: RoundCard;
  readonly why: Why | undefined;
  /** Where the point is read at its door, typed, its meter exchanged or its orders carried out; absent: not here. */
  readonly wayTo: (way: "door" | "type" | "exchange" | "orders") => string | undefined;
  /** How many orders are open here. */
  readonly orders: number;
  readonly onClose: () => void;
}): JSX.Element {
  const words = useWords();
  let sheet: HTMLDialogElement | undefined;
  onMount(() => sheet?.showModal());
  const why = (): Why => props.why ?? NEVER_HEARD;
  return (
    <dialog class="road-sheet" ref={sheet} aria-label={props.card.address} onClose={() => props.onClose()}>
      <h2 class="road-sheet-title">{props.card.address || words.t("points.noAddress")}</h2>
      <p class="muted">
        {[props.card.customer, props.card.meter && `${props.card.meter.type} · ${props.card.meter.serial}`]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <p class="road-sheet-lead">
        <WhyMark why={why()} />
      </p>
      <p>{sayWhatToDo(words, why())}</p>
      <Show when={props.card.accessNote !== ""}>
        <p class="muted">{props.card.accessNote}</p>
      </Show>
      <Show when={props.card.meter && props.wayTo("door")}>
        {(href) => (
          <a class="field-button" data-tone="accent" href={href()}>
            <DoorOpen size={20} aria-hidden="true" />
            <span>{words.t("door.open")}</span>
          </a>
        )}
      </Show>
      <a class="field-button" href={props.wayTo("type")}>
        <PencilLine size={20} aria-hidden="true" />
        <span>{words.t("visit.open")}</span>
      </a>
      <Show when={props.orders > 0}>
        <a class="field-button" href={props.wayTo("orders")}>
          <Wrench size={20} aria-hidden="true" />
          <span>{words.t("orderWork.open", props.orders)}</span>
        </a>
      </Show>
      <Show when={props.card.meter}>
        <a class="field-button" href={props.wayTo("exchange")}>
          <ArrowLeftRight size={20} aria-hidden="true" />
          <span>{words.t("exchange.open")}</span>
        </a>
      </Show>
      <button type="button" class="field-button" onClick={() => sheet?.close()}>
        {words.t("road.read.close")}
      </button>
    </dialog>
  );
}

function sayWhatToDo({ t }: Words, why: Why): string {
  switch (why.cause) {
    case "asleep":
      return t("phone.whatToDo.asleep", { from: hourOf(why.fromHour), to: hourOf(why.toHour) });
    case "other-meter": {
      const meter = parseMeterKey(why.meter);
      return t("phone.whatToDo.other-meter", {
        meter: meter ? `${meter.manufacturer} ${meter.id}` : why.meter,
      });
    }
    case "never-heard":
    case "not-decoded":
      return t(`phone.whatToDo.${why.cause}`);
    default:
      return t(`phone.whatToDo.${why.cause}`, { frames: why.frames });
  }
}

const hourOf = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;
