import KeyRound from "lucide-solid/icons/key-round";
import { For, type JSX, Show } from "solid-js";
import { isFlags } from "../../../shared/model/register.ts";
import type { WirePointDetail, WireValue } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import { Amount } from "./amount.part.tsx";
import { PointAge } from "./point-cell.part.tsx";
import "./point-facts.css";

/** What is known of a point beside its history: its latest reading, its meter, whose it is. */
export function PointFacts(props: {
  readonly detail: WirePointDetail;
  readonly point: WirePointDetail["point"];
  readonly nowMs: number;
  /** What the point says in the utility's own fields, in words. */
  readonly own: readonly { readonly name: string; readonly text: string }[];
}): JSX.Element {
  const words = useWords();
  const mountedAtMs = (): number | undefined =>
    props.detail.segments.find(({ removedAtMs }) => removedAtMs === undefined)?.mountedAtMs;
  return (
    <aside class="facts">
      <section>
        <h2 class="facts-title">
          {words.t("point.latest")}
          <PointAge point={props.point} nowMs={props.nowMs} />
        </h2>
        <Show when={props.point.latest} fallback={<p class="muted">{words.t("points.noReading")}</p>}>
          {(latest) => <LatestValues values={latest().values} />}
        </Show>
      </section>
      <section>
        <h2 class="facts-title">{words.t("point.meter")}</h2>
        <Show when={props.point.meter} fallback={<p class="muted">{words.t("points.noMeter")}</p>}>
          {(meter) => (
            <dl class="facts-list">
              <Fact label={words.t("column.type")}>{meter().type}</Fact>
              <Fact label={words.t("point.serial")}>
                <span class="facts-serial">{meter().serial}</span>
              </Fact>
              <Fact label={words.t("point.maker")}>{meter().manufacturer}</Fact>
              <Fact label={words.t("point.key")}>
                <span class="facts-key" data-has={meter().hasKey}>
                  <KeyRound size={13} aria-hidden="true" />
                  {words.t(meter().hasKey ? "point.hasKey" : "point.noKey")}
                </span>
              </Fact>
              <Show when={mountedAtMs()}>
                {(atMs) => <Fact label={words.t("point.mounted")}>{words.formats().date(atMs())}</Fact>}
              </Show>
            </dl>
          )}
        </Show>
      </section>
      <section>
        <h2 class="facts-title">{words.t("point.title")}</h2>
        <dl class="facts-list">
          <Fact label={words.t("point.number")}>{props.point.number}</Fact>
          <Fact label={words.t("point.customer")}>{props.point.customer}</Fact>
          <Fact label={words.t("point.customerNumber")}>{props.point.customerNumber}</Fact>
          <Fact label={words.t("point.area")}>{props.point.area}</Fact>
          <For each={props.own}>{({ name, text }) => <Fact label={name}>{text}</Fact>}</For>
        </dl>
      </section>
    </aside>
  );
}

function Fact(props: { readonly label: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <div class="fact">
      <dt>{props.label}</dt>
      <dd>{props.children || "–"}</dd>
    </div>
  );
}

/** The main register large, the others in a column. */
function LatestValues(props: { readonly values: readonly WireValue[] }): JSX.Element {
  const words = useWords();
  return (
    <>
      <Show when={props.values[0]}>
        {(main) => (
          <p class="facts-main" data-tip={words.t(`register.${main().register}`)}>
            <Amount value={main().value} unit={main().unit} />
          </p>
        )}
      </Show>
      <dl class="facts-list facts-values">
        <For each={props.values.slice(1).filter(({ register }) => !isFlags(register))}>
          {(value) => (
            <div class="fact">
              <dt>
                {words.t(`register.${value.register}`)} <span class="facts-code">{value.register}</span>
              </dt>
              <dd class="number">
                <Amount value={value.value} unit={value.unit} />
              </dd>
            </div>
          )}
        </For>
      </dl>
    </>
  );
}
