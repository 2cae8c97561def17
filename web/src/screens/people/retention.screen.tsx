import { createEffect, createSignal, For, type JSX, Match, on, Show, Switch } from "solid-js";
import { CLOCK_AHEAD, type WireRetention } from "../../../../shared/model/wire-retention.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { FormFault, FormNote, SubmitButton, TextField } from "../../parts/form.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { createRetention, type Retention } from "../../state/create-retention.ts";
import { useOffice } from "../../state/office.ts";
import { AdminFrame } from "./admin-frame.tsx";
import { RemovedPointsSection } from "./removed-points.tsx";

/** How long readings are kept, and which points are exempt from that. */
export function RetentionScreen(): JSX.Element {
  return (
    <AdminFrame>
      <RetentionPage />
    </AdminFrame>
  );
}

function RetentionPage(): JSX.Element {
  const words = useWords();
  const retention = createRetention();
  return (
    <>
      <header class="people-head">
        <h1 class="people-title">{words.t("upkeep.retention.title")}</h1>
        <p class="people-intro">{words.t("upkeep.retention.intro")}</p>
      </header>
      <Switch fallback={<SkeletonRows count={4} label={words.t("people.account.loading")} />}>
        <Match when={retention.retention()}>
          {(now) => (
            <div class="account">
              <RuleForm retention={retention} now={now()} />
              <LastRun now={now()} />
              <RemovedPointsSection now={now()} />
              <Holds retention={retention} now={now()} />
            </div>
          )}
        </Match>
        <Match when={retention.failure()}>
          {(code) => (
            <LoadFailed title={words.t("people.account.failed")} code={code()} onRetry={retention.reload} />
          )}
        </Match>
      </Switch>
    </>
  );
}

const whole = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN);

function RuleForm(props: { readonly retention: Retention; readonly now: WireRetention }): JSX.Element {
  const words = useWords();
  const [months, setMonths] = createSignal(`${props.now.settings.fullMonths}`);
  const [years, setYears] = createSignal(`${props.now.settings.years}`);
  const [days, setDays] = createSignal(`${props.now.settings.journalDays}`);
  const [removedDays, setRemovedDays] = createSignal(`${props.now.settings.removedDays}`);
  const [photos, setPhotos] = createSignal(`${props.now.settings.photoYears}`);
  const rule = () => ({
    fullMonths: whole(months()),
    years: whole(years()),
    journalDays: whole(days()),
    removedDays: whole(removedDays()),
    photoYears: whole(photos()),
  });
  createEffect(
    on([months, years, days, removedDays, photos], () => props.retention.forgetPreview(), { defer: true }),
  );
  const fault = (): string | undefined => {
    const code = props.retention.fault();
    return code && (code === "request.invalid" ? words.t("upkeep.retention.wrong") : words.error(code));
  };
  return (
    <section class="account-section">
      <FormNote
        text={words.t(props.now.settings.isOn ? "upkeep.retention.isOn" : "upkeep.retention.isOff")}
        tone={props.now.settings.isOn ? "warning" : "calm"}
      />
      <form
        class="form account-form"
        onSubmit={(event) => {
          event.preventDefault();
          void props.retention.tryOut(rule());
        }}
      >
        <TextField label={words.t("upkeep.retention.months")} value={months()} onInput={setMonths} />
        <TextField
          label={words.t("upkeep.retention.years")}
          value={years()}
          onInput={setYears}
          hint={words.t("upkeep.retention.yearsHint")}
        />
        <TextField label={words.t("upkeep.retention.days")} value={days()} onInput={setDays} />
        <TextField
          label={words.t("upkeep.retention.removedDays")}
          value={removedDays()}
          onInput={setRemovedDays}
          hint={words.t("upkeep.retention.removedDaysHint")}
        />
        <TextField
          label={words.t("upkeep.retention.photos")}
          value={photos()}
          onInput={setPhotos}
          hint={words.t("upkeep.retention.photosHint")}
        />
        <FormFault text={fault()} />
        <SubmitButton label={words.t("upkeep.retention.look")} isDisabled={props.retention.isBusy()} />
      </form>
      <Show when={props.retention.preview()}>
        {(preview) => (
          <FormNote
            tone="warning"
            text={words.t("upkeep.retention.preview", {
              deleted: preview().deleted,
              thinned: preview().thinned,
              erased: preview().erased,
              photos: preview().photos,
            })}
          />
        )}
      </Show>
      <Decide retention={props.retention} now={props.now} rule={rule} />
    </section>
  );
}

/** Retention switched on with the numbers that were looked at, or off. */
function Decide(props: {
  readonly retention: Retention;
  readonly now: WireRetention;
  readonly rule: () => Omit<WireRetention["settings"], "isOn">;
}): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  return (
    <Show when={session.may({ area: "access-control", right: "write" })}>
      <div class="user-action">
        <Show when={props.retention.preview()}>
          <Button
            label={words.t("upkeep.retention.switchOn")}
            tone="accent"
            isDisabled={props.retention.isBusy()}
            onPress={() => void props.retention.save(props.rule(), true)}
          />
        </Show>
        <Show when={props.now.settings.isOn}>
          <Button
            label={words.t("upkeep.retention.switchOff")}
            isDisabled={props.retention.isBusy()}
            onPress={() => void props.retention.save(props.now.settings, false)}
          />
        </Show>
      </div>
    </Show>
  );
}

function LastRun(props: { readonly now: WireRetention }): JSX.Element {
  const words = useWords();
  const run = (): WireRetention["lastRun"] => props.now.lastRun;
  const time = (): string => words.formats().dateTime(run()?.atMs ?? 0);
  const why = (failure: string): string =>
    failure === CLOCK_AHEAD ? words.t("upkeep.retention.clockAhead") : failure;
  return (
    <Switch>
      <Match when={run()?.failure}>
        {(failure) => (
          <FormNote
            tone="warning"
            text={words.t("upkeep.retention.lastFailed", { time: time(), why: why(failure()) })}
          />
        )}
      </Match>
      <Match when={run()}>
        {(done) => (
          <p class="muted">
            {words.t("upkeep.retention.lastRun", {
              time: time(),
              deleted: done().deleted,
              thinned: done().thinned,
              erased: done().erased ?? 0,
              photos: done().photos ?? 0,
            })}
          </p>
        )}
      </Match>
    </Switch>
  );
}

function Holds(props: { readonly retention: Retention; readonly now: WireRetention }): JSX.Element {
  const words = useWords();
  const [point, setPoint] = createSignal("");
  const [reason, setReason] = createSignal("");
  const fault = (): string | undefined => {
    const code = props.retention.holdFault();
    if (code === "request.invalid") return words.t("upkeep.retention.holdWrong");
    return code && (code === "point.not-found" ? words.t("upkeep.retention.holdUnknown") : words.error(code));
  };
  const place = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!(await props.retention.hold(point(), reason()))) return;
    setPoint("");
    setReason("");
  };
  return (
    <section class="account-section">
      <h2>{words.t("upkeep.retention.holds")}</h2>
      <p class="muted">{words.t("upkeep.retention.holdsHint")}</p>
      <div>
        <For each={props.now.holds} fallback={<p class="faint">{words.t("upkeep.retention.noHolds")}</p>}>
          {(hold) => (
            <div class="account-session">
              <strong>{[hold.pointNumber, hold.address].filter(Boolean).join(" · ")}</strong>
              <span>{hold.reason}</span>
              <span class="faint">
                {hold.by} · {words.formats().date(hold.atMs)}
              </span>
              <Button
                label={words.t("upkeep.retention.release")}
                tone="quiet"
                isDisabled={props.retention.isBusy()}
                onPress={() => void props.retention.release(hold.id)}
              />
            </div>
          )}
        </For>
      </div>
      <form class="form account-form" onSubmit={(event) => void place(event)}>
        <TextField label={words.t("upkeep.retention.point")} value={point()} onInput={setPoint} />
        <TextField label={words.t("upkeep.reason")} value={reason()} onInput={setReason} />
        <FormFault text={fault()} />
        <SubmitButton label={words.t("upkeep.retention.hold")} isDisabled={props.retention.isBusy()} />
      </form>
    </section>
  );
}
