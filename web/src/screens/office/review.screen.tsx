import { A } from "@solidjs/router";
import CircleCheck from "lucide-solid/icons/circle-check";
import { createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import type { WireFinding, WireFindingDetail } from "../../../../shared/model/wire-review.ts";
import { readDecimal } from "../../format/read-decimal.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { FormFault, TextField } from "../../parts/form.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { SureBox } from "../../parts/register-boxes.part.tsx";
import { sayMisread } from "../../parts/say-misread.ts";
import { Segmented } from "../../parts/segmented.part.tsx";
import { SideSheet } from "../../parts/side-sheet.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { isDoubt } from "../../state/create-reading-decision.ts";
import { createReview, type Review } from "../../state/create-review.ts";
import { useOffice } from "../../state/office.ts";
import { PointValueEdits } from "./point-value-edits.tsx";
import "../people/people.css";

/** Readings that cannot be true or look odd, until somebody has decided. */
export function ReviewScreen(): JSX.Element {
  const words = useWords();
  const review = createReview();
  return (
    <div class="people-page">
      <header class="people-head">
        <h1 class="people-title">{words.t("upkeep.review.title")}</h1>
        <p class="people-intro">{words.t("upkeep.review.intro")}</p>
        <Segmented
          name="review-state"
          label={words.t("upkeep.review.which")}
          segments={(["open", "decided"] as const).map((value) => ({
            value,
            label: words.t(`upkeep.review.${value}`),
          }))}
          value={review.state()}
          onChoose={review.showState}
        />
      </header>
      <Switch fallback={<SkeletonRows count={6} label={words.t("people.account.loading")} />}>
        <Match when={review.findings()}>
          {(findings) => (
            <FindingList
              findings={findings()}
              total={review.total()}
              isDecided={review.state() === "decided"}
              onOpen={review.choose}
            />
          )}
        </Match>
        <Match when={review.failure()}>
          {(code) => (
            <LoadFailed title={words.t("people.account.failed")} code={code()} onRetry={review.reload} />
          )}
        </Match>
      </Switch>
      <Show when={review.open()}>
        {(detail) => (
          <SideSheet title={reasonOf(words, detail().finding)} onClose={() => review.choose(undefined)}>
            <FindingSheet review={review} detail={detail()} />
          </SideSheet>
        )}
      </Show>
    </div>
  );
}

type Words = ReturnType<typeof useWords>;

const reasonOf = (words: Words, { reason }: WireFinding): string =>
  words.t(`upkeep.review.reasons.${reason}`);

function FindingList(props: {
  readonly findings: readonly WireFinding[];
  readonly total: number;
  readonly isDecided: boolean;
  readonly onOpen: (id: string) => void;
}): JSX.Element {
  const words = useWords();
  return (
    <Show
      when={props.findings.length > 0}
      fallback={
        <Notice
          icon={<CircleCheck size={20} />}
          title={words.t(props.isDecided ? "upkeep.review.noneDecided" : "upkeep.review.none")}
          hint={words.t("upkeep.review.noneHint")}
        />
      }
    >
      <div class="account">
        <Show when={props.total > props.findings.length}>
          <p class="muted">
            {words.t("upkeep.review.more", {
              shown: words.formats().number(props.findings.length, 0),
              total: words.formats().number(props.total, 0),
            })}
          </p>
        </Show>
        <ul>
          <For each={props.findings}>
            {(finding) => (
              <li class="account-session">
                <Button
                  label={reasonOf(words, finding)}
                  tone="quiet"
                  onPress={() => props.onOpen(finding.id)}
                />
                <strong>{finding.address || finding.meter}</strong>
                <span class="faint">
                  {[finding.register, words.formats().dateTime(finding.atMs)].filter(Boolean).join(" · ")}
                </span>
              </li>
            )}
          </For>
        </ul>
      </div>
    </Show>
  );
}

function FindingSheet(props: { readonly review: Review; readonly detail: WireFindingDetail }): JSX.Element {
  const words = useWords();
  const finding = (): WireFinding => props.detail.finding;
  const valueIn = (reading: WireFindingDetail["readings"][number]) =>
    reading.values.find(({ register }) => register === finding().register) ?? reading.values[0];
  return (
    <>
      <p>
        <A href={`/points/${finding().pointId}`}>{finding().address || finding().meter}</A>
      </p>
      <Show when={finding().found !== undefined && finding().limit !== undefined}>
        <p class="muted">
          {words.t("upkeep.review.found", {
            found: words.formats().number(finding().found ?? 0, 3),
            limit: words.formats().number(finding().limit ?? 0, 3),
          })}
        </p>
      </Show>
      <div>
        <For each={props.detail.readings}>
          {(reading) => (
            <div class="account-session">
              <span>{words.formats().dateTime(reading.atMs)}</span>
              <Show when={valueIn(reading)}>
                {(value) => (
                  <strong>
                    {words.formats().decimal(value().value)} {value().unit}
                  </strong>
                )}
              </Show>
              <Show when={reading.atMs === finding().atMs}>
                <span class="faint">{words.t("upkeep.review.thisOne")}</span>
              </Show>
            </div>
          )}
        </For>
      </div>
      <Show when={finding().decision} fallback={<DecisionForm review={props.review} detail={props.detail} />}>
        {(decision) => (
          <>
            <p class="muted">
              {words.t("upkeep.review.decidedBy", {
                decision: words.t(`upkeep.review.decision.${decision()}`),
                name: finding().decidedBy ?? "",
                time: words.formats().dateTime(finding().decidedAtMs ?? 0),
              })}
            </p>
            <PointValueEdits
              pointId={finding().pointId}
              isMeant={({ meter, atMs }) => meter === finding().meter && atMs === finding().atMs}
              onChanged={props.review.reload}
            />
          </>
        )}
      </Show>
    </>
  );
}

function DecisionForm(props: { readonly review: Review; readonly detail: WireFindingDetail }): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const [reason, setReason] = createSignal("");
  const [value, setValue] = createSignal("");
  const [misread, setMisread] = createSignal<string>();
  const [isSure, setSure] = createSignal(false);
  const measured = () =>
    props.detail.readings
      .find(
        ({ atMs, source }) => atMs === props.detail.finding.atMs && source === props.detail.finding.source,
      )
      ?.values.find(({ register }) => register === props.detail.finding.register);
  const decide = (kind: "accept" | "exclude" | "correct"): void => {
    const own = measured();
    const number = kind === "correct" ? readDecimal(value(), words.formats().languageTag) : undefined;
    setMisread(number && sayMisread(number, value(), words));
    if (misread()) return;
    const values = number?.kind === "number" && own ? [{ ...own, value: number.text }] : undefined;
    void props.review.decide(props.detail.finding.id, {
      kind,
      reason: reason(),
      ...(values ? { values } : {}),
      ...(isSure() && values ? { isSure: true } : {}),
    });
  };
  const fault = (): string | undefined => {
    const code = props.review.fault();
    return misread() ?? (code && words.error(code));
  };
  const isLimit = (): boolean => props.detail.finding.reason.endsWith("-limit");
  const isBusy = (): boolean => props.review.isBusy() || reason().trim() === "";
  return (
    <Show when={session.may({ area: "data-access", right: "write" })}>
      <div class="form">
        <TextField label={words.t("upkeep.reason")} value={reason()} onInput={setReason} />
        <Show when={measured()}>
          {(own) => (
            <TextField
              label={words.t("upkeep.review.value", { register: own().register, unit: own().unit })}
              value={value()}
              onInput={(text) => {
                setSure(false);
                setValue(text);
              }}
            />
          )}
        </Show>
        <FormFault text={fault()} />
        <Show when={isSure() || isDoubt(props.review.fault())}>
          <SureBox label={words.t("visit.sure")} isSure={isSure()} onSure={setSure} />
        </Show>
        <div class="form-actions">
          <Button
            label={words.t(isLimit() ? "upkeep.review.seen" : "upkeep.review.accept")}
            isDisabled={isBusy()}
            onPress={() => decide("accept")}
          />
          <Button
            label={words.t("upkeep.review.exclude")}
            isDisabled={isBusy()}
            onPress={() => decide("exclude")}
          />
          <Show when={measured()}>
            <Button
              label={words.t("upkeep.review.correct")}
              tone="accent"
              isDisabled={isBusy() || value().trim() === ""}
              onPress={() => decide("correct")}
            />
          </Show>
        </div>
      </div>
    </Show>
  );
}
