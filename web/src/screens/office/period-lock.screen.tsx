import Lock from "lucide-solid/icons/lock";
import LockOpen from "lucide-solid/icons/lock-open";
import { createMemo, createSignal, createUniqueId, For, type JSX, Match, Show, Switch } from "solid-js";
import type { WirePeriodLock } from "../../../../shared/model/wire-review.ts";
import { startOfStep } from "../../../../shared/model/zoned-time.ts";
import { useWords, type Words } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { DayField } from "../../parts/day-field.part.tsx";
import { FormFault, FormNote, SubmitButton, TextField } from "../../parts/form.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import {
  createPeriodLock,
  endOfDay,
  lastDayBefore,
  type PeriodLock,
} from "../../state/create-period-lock.ts";
import { useOffice } from "../../state/office.ts";
import "../../parts/tables.css";
import "./period-lock.css";

const CONFIGURE = { area: "system-configuration", right: "write" } as const;

/** Up to where bills are written: what lies before does not change any more. */
export function PeriodLockScreen(): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const page = createPeriodLock();
  return (
    <div class="period-lock">
      <h1 class="period-lock-title">{words.t("lock.title")}</h1>
      <p class="muted">{words.t("lock.intro")}</p>
      <Switch fallback={<SkeletonRows count={3} label={words.t("lock.loading")} />}>
        <Match when={page.lock()}>
          {(lock) => (
            <>
              <Standing lock={lock()} />
              <Show when={session.may(CONFIGURE)}>
                <MoveForm page={page} lock={lock()} />
              </Show>
              <Moves lock={lock()} />
            </>
          )}
        </Match>
        <Match when={page.failure()}>
          {(code) => <LoadFailed title={words.t("lock.failed")} code={code()} onRetry={page.reload} />}
        </Match>
      </Switch>
    </div>
  );
}

/** The last locked day as it is read: the moment before the lock lies in it. */
const lastDay = (words: Words, beforeMs: number): string => words.formats().date(beforeMs - 1);

function Standing(props: { readonly lock: WirePeriodLock }): JSX.Element {
  const words = useWords();
  const isLocked = (): boolean => props.lock.lockedBeforeMs > 0 || areas().length > 0;
  const last = () => props.lock.moves[0];
  /** Only those that say more than the utility's own. */
  const areas = (): readonly (readonly [area: string, beforeMs: number])[] =>
    Object.entries(props.lock.areas)
      .filter(([, beforeMs]) => beforeMs > props.lock.lockedBeforeMs)
      .sort(([a], [b]) => a.localeCompare(b));
  return (
    <div class="period-lock-standing" data-locked={isLocked()}>
      <Show when={isLocked()} fallback={<LockOpen size={20} aria-hidden="true" />}>
        <Lock size={20} aria-hidden="true" />
      </Show>
      <div>
        <p class="period-lock-state">
          {props.lock.lockedBeforeMs > 0
            ? words.t("lock.through", { day: lastDay(words, props.lock.lockedBeforeMs) })
            : words.t("lock.none")}
        </p>
        <For each={areas()}>
          {([area, beforeMs]) => (
            <p>
              {words.t("lock.throughIn", {
                area: area || words.t("lock.noArea"),
                day: lastDay(words, beforeMs),
              })}
            </p>
          )}
        </For>
        <Show when={last()} fallback={<p class="muted">{words.t("lock.noneHint")}</p>}>
          {(move) => (
            <p class="muted">
              {words.t("lock.since", { name: move().by, time: words.formats().dateTime(move().atMs) })}
            </p>
          )}
        </Show>
      </div>
    </div>
  );
}

interface LockForm {
  readonly page: PeriodLock;
  readonly lock: WirePeriodLock;
}

/** What is typed, and what would come of it. */
function createLockForm(props: LockForm) {
  const words = useWords();
  const { points } = useOffice();
  const timeZone = (): string => points.utility()?.timeZone ?? words.formats().timeZone;
  /** The month that ended last is what is billed next. */
  const proposed = (): string =>
    lastDayBefore(Math.max(startOfStep(Date.now(), "month", timeZone()), standingMs()), timeZone());
  const [typed, setTyped] = createSignal<string>();
  const [reason, setReason] = createSignal("");
  const [own, setOwn] = createSignal<string>();
  const [done, setDone] = createSignal<string>();
  const [where, setWhere] = createSignal("");
  const areas = createMemo(() =>
    points
      .all()
      .areas()
      .filter((area) => area !== ""),
  );
  if (points.loading().kind === "idle") void points.load();
  /** Where the chosen one stands now. */
  const standingMs = (): number =>
    where() === "" ? props.lock.lockedBeforeMs : (props.lock.areas[where()] ?? 0);
  const isCovered = (): boolean => where() !== "" && (endMs() ?? 0) <= props.lock.lockedBeforeMs;
  const day = (): string => typed() ?? proposed();
  const endMs = (): number | undefined => endOfDay(day(), timeZone(), Date.now());
  const opens = (): boolean => (endMs() ?? Number.POSITIVE_INFINITY) < standingMs();
  const shown = (): string => {
    const ms = endMs();
    return ms === undefined ? "…" : lastDay(words, ms);
  };
  const fault = (): string | undefined => {
    const code = props.page.fault();
    return own() ?? (code && words.error(code));
  };
  const move = async (beforeMs: number | undefined): Promise<void> => {
    setDone(undefined);
    setOwn(undefined);
    if (beforeMs === undefined) return void setOwn(words.t("lock.noDay"));
    if (beforeMs < standingMs() && reason().trim() === "") return void setOwn(words.t("lock.noReason"));
    const area = where() === "" ? {} : { area: where() };
    if (!(await props.page.move({ lockedBeforeMs: beforeMs, ...area, reason: reason().trim() }))) return;
    setReason("");
    setTyped(undefined);
    setDone(
      beforeMs === 0 ? words.t("lock.doneNone") : words.t("lock.done", { day: lastDay(words, beforeMs) }),
    );
  };
  return {
    ...{ timeZone, day, endMs, opens, shown, fault, move, where, setWhere, areas, standingMs, isCovered },
    ...{ reason, setReason, done },
    isWrongDay: (): boolean => own() === words.t("lock.noDay"),
    typeDay(text: string): void {
      setOwn(undefined);
      setTyped(text);
    },
  };
}

function MoveForm(props: LockForm): JSX.Element {
  const words = useWords();
  const form = createLockForm(props);
  return (
    <form
      class="form period-lock-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.move(form.endMs());
      }}
    >
      <Show when={form.areas().length > 0}>
        <AreaField areas={form.areas()} value={form.where()} onChoose={form.setWhere} />
      </Show>
      <DayField
        class="period-lock-day"
        label={words.t("lock.last")}
        hint={words.t("lock.lastHint")}
        value={form.day()}
        isWrong={form.isWrongDay()}
        max={lastDayBefore(startOfStep(Date.now(), "day", form.timeZone()), form.timeZone())}
        onInput={form.typeDay}
      />
      <TextField
        label={words.t("lock.reason")}
        value={form.reason()}
        onInput={form.setReason}
        hint={words.t("lock.reasonHint")}
        isOptional={!form.opens()}
      />
      <Show when={form.isCovered()}>
        <FormNote
          text={words.t("lock.covered", {
            day: lastDay(words, props.lock.lockedBeforeMs),
            area: form.where(),
          })}
        />
      </Show>
      <Show when={form.opens()}>
        <FormNote tone="warning" text={words.t("lock.opens", { day: form.shown() })} />
      </Show>
      <FormFault text={form.fault()} />
      <div class="period-lock-buttons">
        <SubmitButton
          label={words.t(form.opens() ? "lock.open" : "lock.lock", { day: form.shown() })}
          isDisabled={props.page.isBusy()}
        />
        <Show when={form.standingMs() > 0}>
          <Button
            tone="quiet"
            label={words.t("lock.remove")}
            isDisabled={props.page.isBusy()}
            onPress={() => void form.move(0)}
          />
        </Show>
      </div>
      <Show when={form.done()}>{(text) => <FormNote text={text()} />}</Show>
    </form>
  );
}

/** Everywhere, or one area that is billed on days of its own. */
function AreaField(props: {
  readonly areas: readonly string[];
  readonly value: string;
  readonly onChoose: (area: string) => void;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {words.t("lock.where")}
      </label>
      <select
        id={id}
        class="field-input"
        aria-describedby={`${id}-hint`}
        onChange={(event) => props.onChoose(event.currentTarget.value)}
      >
        <option value="">{words.t("lock.everywhere")}</option>
        <For each={props.areas}>
          {(area) => (
            <option value={area} selected={area === props.value}>
              {area}
            </option>
          )}
        </For>
      </select>
      <p class="field-hint" id={`${id}-hint`}>
        {words.t("lock.whereHint")}
      </p>
    </div>
  );
}

/** Who moved it, when, from where to where, and why. */
function Moves(props: { readonly lock: WirePeriodLock }): JSX.Element {
  const words = useWords();
  const dayText = (beforeMs: number): string =>
    beforeMs === 0 ? words.t("lock.nothing") : lastDay(words, beforeMs);
  return (
    <Show when={props.lock.moves.length > 0}>
      <section class="period-lock-moves">
        <h2>{words.t("lock.moves")}</h2>
        <div class="table-scroll">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.t("lock.when")}</th>
                <th scope="col">{words.t("lock.where")}</th>
                <th scope="col">{words.t("lock.to")}</th>
                <th scope="col">{words.t("lock.from")}</th>
                <th scope="col">{words.t("lock.who")}</th>
                <th scope="col">{words.t("lock.reason")}</th>
              </tr>
            </thead>
            <tbody>
              <For each={props.lock.moves}>
                {(move) => (
                  <tr>
                    <td>{words.formats().dateTime(move.atMs)}</td>
                    <td>{move.area ?? words.t("lock.everywhere")}</td>
                    <td>{dayText(move.beforeMs)}</td>
                    <td>{dayText(move.wasBeforeMs)}</td>
                    <td>{move.by}</td>
                    <td class="period-lock-why">{move.reason || "–"}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </section>
    </Show>
  );
}
