import { createEffect, For, type JSX, Match, on, Show, Switch } from "solid-js";
import type {
  WireErasurePreview,
  WireRemovedPoint,
  WireRetention,
} from "../../../../shared/model/wire-retention.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { FormFault, FormNote } from "../../parts/form.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { createRemovedPoints, type RemovedPoints } from "../../state/create-removed-points.ts";
import { useOffice } from "../../state/office.ts";

/** Points that were taken away: how long their readings stay by the rule and the holds of `now`, and erasing them before that. */
export function RemovedPointsSection(props: { readonly now: WireRetention }): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const removed = createRemovedPoints();
  createEffect(on(() => props.now, removed.reload, { defer: true }));
  const mayErase = (): boolean => session.may({ area: "access-control", right: "write" });
  const fault = (): string | undefined => {
    const code = removed.fault();
    return code && words.error(code);
  };
  return (
    <section class="account-section" aria-label={words.t("upkeep.removed.title")}>
      <h2>{words.t("upkeep.removed.title")}</h2>
      <p class="muted">{words.t("upkeep.removed.hint")}</p>
      <Switch fallback={<SkeletonRows count={2} label={words.t("people.account.loading")} />}>
        <Match when={removed.removed()}>
          {(now) => (
            <>
              <div>
                <For each={now().points} fallback={<p class="faint">{words.t("upkeep.removed.none")}</p>}>
                  {(point) => <RemovedRow point={point} removed={removed} mayErase={mayErase()} />}
                </For>
              </div>
              <Show when={now().total > now().points.length}>
                <p class="faint">
                  {words.t("upkeep.removed.more", {
                    shown: words.formats().number(now().points.length),
                    total: words.formats().number(now().total),
                  })}
                </p>
              </Show>
              <Show when={mayErase() && now().points.length > 1 && !removed.asked()}>
                <div class="user-action">
                  <Button
                    label={words.t("upkeep.removed.lookAll", now().points.length)}
                    isDisabled={removed.isBusy()}
                    onPress={() => void removed.look(now().points)}
                  />
                </div>
              </Show>
            </>
          )}
        </Match>
        <Match when={removed.failure()}>
          {(code) => (
            <LoadFailed title={words.t("people.account.failed")} code={code()} onRetry={removed.reload} />
          )}
        </Match>
      </Switch>
      <Confirm removed={removed} />
      <FormFault text={fault()} />
      <Show when={removed.erased() !== undefined}>
        <FormNote text={words.t("upkeep.removed.done", removed.erased() ?? 0)} tone="calm" />
      </Show>
    </section>
  );
}

function RemovedRow(props: {
  readonly point: WireRemovedPoint;
  readonly removed: RemovedPoints;
  readonly mayErase: boolean;
}): JSX.Element {
  const words = useWords();
  const until = (): string => {
    if (props.point.isHeld) return words.t("upkeep.removed.isHeld");
    const { erasedAtMs } = props.point;
    return erasedAtMs === undefined
      ? words.t("upkeep.removed.stays")
      : words.t("upkeep.removed.until", { date: words.formats().date(erasedAtMs) });
  };
  return (
    <div class="account-session">
      <strong>{props.point.number}</strong>
      <span>
        {words.t(props.point.isMeterOnly ? "upkeep.removed.found" : "upkeep.removed.when", {
          date: words.formats().date(props.point.removedAtMs),
        })}
      </span>
      <span class="faint">{until()}</span>
      <Show when={props.mayErase && !props.point.isHeld}>
        <Button
          label={words.t("upkeep.removed.look")}
          tone="quiet"
          isDisabled={props.removed.isBusy()}
          onPress={() => void props.removed.look([props.point])}
        />
      </Show>
    </div>
  );
}

/** What erasing would do, before it is done. */
function Confirm(props: { readonly removed: RemovedPoints }): JSX.Element {
  const words = useWords();
  const sentence = ({ readings, billed, held }: WireErasurePreview): string => {
    return [
      words.t("upkeep.removed.preview", readings),
      billed > 0 ? words.t("upkeep.removed.billed", billed) : "",
      held > 0 ? words.t("upkeep.removed.held", held) : "",
    ]
      .filter(Boolean)
      .join(" ");
  };
  return (
    <Show when={props.removed.asked()}>
      {(asked) => (
        <div class="user-action">
          <FormNote
            tone="warning"
            text={`${asked()
              .points.map(({ number }) => number)
              .slice(0, 5)
              .join(", ")}${asked().points.length > 5 ? " …" : ""}: ${sentence(asked().preview)}`}
          />
          <Button
            label={words.t("upkeep.removed.erase")}
            tone="accent"
            isDisabled={props.removed.isBusy()}
            onPress={() => void props.removed.erase()}
          />
          <Button label={words.t("upkeep.removed.keep")} onPress={props.removed.forget} />
        </div>
      )}
    </Show>
  );
}
