import { createEffect, createSignal, type JSX, Match, on, Show, Switch } from "solid-js";
import type { WireLookingBack, WireRedecodeWish } from "../../../../shared/model/wire-redecode.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { DayField } from "../../parts/day-field.part.tsx";
import { FormFault, FormNote, SubmitButton, TextField } from "../../parts/form.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { RunProgress } from "../../parts/run-progress.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { createRedecoding, type Redecoding } from "../../state/create-redecoding.ts";
import { useOffice } from "../../state/office.ts";
import { AdminFrame } from "./admin-frame.tsx";
import { RedecodingLast } from "./redecoding-last.tsx";

/** Telegrams are read anew with today's drivers and keys, after one of them was wrong. */
export function RedecodingScreen(): JSX.Element {
  return (
    <AdminFrame>
      <RedecodingPage />
    </AdminFrame>
  );
}

function RedecodingPage(): JSX.Element {
  const words = useWords();
  const redecoding = createRedecoding();
  return (
    <>
      <header class="people-head">
        <h1 class="people-title">{words.t("upkeep.anew.title")}</h1>
        <p class="people-intro">{words.t("upkeep.anew.intro")}</p>
      </header>
      <Switch fallback={<SkeletonRows count={3} label={words.t("people.account.loading")} />}>
        <Match when={redecoding.isHere()}>
          <div class="account">
            <Show when={redecoding.lookingBack()}>{(back) => <LookingBack {...back()} />}</Show>
            <Show when={redecoding.last()}>
              {(last) => <RedecodingLast last={last()} redecoding={redecoding} />}
            </Show>
            <Show when={redecoding.last()?.state !== "running"}>
              <WishForm redecoding={redecoding} />
            </Show>
          </div>
        </Match>
        <Match when={redecoding.failure()}>
          {(code) => (
            <LoadFailed title={words.t("people.account.failed")} code={code()} onRetry={redecoding.reload} />
          )}
        </Match>
      </Switch>
    </>
  );
}

/** Begun by the server itself, once in a store's life. */
function LookingBack(props: WireLookingBack): JSX.Element {
  const words = useWords();
  return (
    <section class="account-section">
      <h2>{words.t("upkeep.anew.back")}</h2>
      <RunProgress share={props.looked / Math.max(1, props.of)} />
      <p class="muted">{words.t("upkeep.anew.backHint", { looked: props.looked, of: props.of })}</p>
    </section>
  );
}

/** A meter's key has its maker's three letters in front; everything else is a type. */
const wishOf = (what: string, from: string, to: string): WireRedecodeWish => ({
  ...(/^[A-Z]{3}-\d{8}-/.test(what.trim()) ? { meter: what.trim() } : { type: what.trim() }),
  ...(from === "" ? {} : { from }),
  ...(to === "" ? {} : { to }),
});

function WishForm(props: { readonly redecoding: Redecoding }): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const [what, setWhat] = createSignal("");
  const [from, setFrom] = createSignal("");
  const [to, setTo] = createSignal("");
  const wish = (): WireRedecodeWish => wishOf(what(), from(), to());
  createEffect(on([what, from, to], () => props.redecoding.forget(), { defer: true }));
  const fault = (): string | undefined => {
    const code = props.redecoding.fault();
    return code && (code === "request.invalid" ? words.t("upkeep.anew.wrong") : words.error(code));
  };
  const mayStart = (): boolean => session.may({ area: "access-control", right: "write" });
  return (
    <section class="account-section">
      <form
        class="form account-form"
        onSubmit={(event) => {
          event.preventDefault();
          void props.redecoding.look(wish());
        }}
      >
        <TextField
          label={words.t("upkeep.anew.what")}
          value={what()}
          onInput={setWhat}
          hint={words.t("upkeep.anew.whatHint")}
        />
        <DayField
          label={words.t("upkeep.anew.from")}
          value={from()}
          onInput={setFrom}
          hint={words.t("upkeep.anew.dayHint")}
        />
        <DayField
          label={words.t("upkeep.anew.to")}
          value={to()}
          onInput={setTo}
          hint={words.t("upkeep.anew.lastHint")}
        />
        <FormFault text={fault()} />
        <SubmitButton label={words.t("upkeep.anew.look")} isDisabled={props.redecoding.isBusy()} />
      </form>
      <Show when={props.redecoding.preview()}>
        {(preview) => (
          <>
            <FormNote
              tone="warning"
              text={[
                words.t("upkeep.anew.preview", {
                  meters: preview().meters,
                  days: preview().journalDays,
                }),
                preview().held > 0 ? words.t("upkeep.anew.previewHeld", preview().held) : "",
              ]
                .filter(Boolean)
                .join(" ")}
            />
            <Show when={mayStart()}>
              <div class="user-action">
                <Button
                  label={words.t("upkeep.anew.start")}
                  tone="accent"
                  isDisabled={props.redecoding.isBusy()}
                  onPress={() => void props.redecoding.start(wish())}
                />
              </div>
            </Show>
          </>
        )}
      </Show>
    </section>
  );
}
