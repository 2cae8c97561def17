import { type JSX, Match, Show, Switch } from "solid-js";
import type { WireReading } from "../../../../shared/model/wire.ts";
import { useWords } from "../../locales/words.ts";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { ProofLinesBody } from "../../parts/proof-lines.part.tsx";
import { SkeletonBlock } from "../../parts/skeleton.part.tsx";
import type { ProofLine, ProofStep } from "../../proof/proof-step.ts";
import { createCall } from "../../state/create-call.ts";
import { useHistory } from "../../state/history-client.ts";
import { proofTrail } from "../../state/proof-trail.ts";

/** What a meter said last: the reading it stands in, from where, and its telegram. */
export function ProvenLatest(props: {
  readonly step: Extract<ProofStep, { readonly kind: "latest" }>;
}): JSX.Element {
  const words = useWords();
  const history = useHistory();
  const call = createCall(
    () => props.step,
    ({ pointId, atMs }) => history.readings(pointId, { limit: 1, beforeMs: atMs + 1 }),
  );
  const found = (): WireReading | undefined => call.answered()?.value.readings[0];
  const failure = (): string | undefined => (call.isLoading() ? undefined : call.error()?.code);
  /** One reading of each interval is kept: what was heard and shown may be gone by now, and says so. */
  const otherThanAsked = ({ atMs }: WireReading) =>
    atMs === props.step.atMs
      ? {}
      : {
          verdict: {
            isGood: false,
            text: words.t("charts.proof.notKept", { time: words.formats().exactTime(atMs) }),
          },
        };
  const lines = ({ atMs, values, source, receiver, marks, frameSeq }: WireReading): readonly ProofLine[] => {
    const facts = [words.formats().exactTime(atMs), words.t(`source.${source}`), receiver];
    const note = [...facts, ...marks.map((mark) => words.find(`mark.${mark}`) ?? mark)];
    const telegram = frameSeq === undefined ? undefined : { kind: "telegram" as const, seq: frameSeq };
    return [
      ...values.map((one) => ({
        name: `${words.t(`register.${one.register}`)} (${one.register})`,
        value: one.value,
        unit: one.unit,
      })),
      {
        name: telegram
          ? words.t("charts.proof.telegram", { seq: telegram.seq })
          : words.t("charts.proof.noFrame"),
        note: note.filter((text) => text !== "").join(" · "),
        value: "",
        unit: "",
        ...(telegram ? { next: telegram } : {}),
      },
    ];
  };
  return (
    <Switch fallback={<SkeletonBlock label={words.t("point.loading")} />}>
      <Match when={failure()}>
        {(code) => <LoadFailed title={words.t("charts.proof.failed")} code={code()} onRetry={call.reload} />}
      </Match>
      <Match when={call.answered()}>
        <Show when={found()} fallback={<p>{words.t("charts.proof.noReading")}</p>}>
          {(known) => (
            <ProofLinesBody
              of={{
                name: `${props.step.name} · ${words.formats().exactTime(props.step.atMs)}`,
                value: props.step.value,
                unit: props.step.unit,
                formula: words.t("charts.proof.formulas.latest"),
                lines: lines(known()),
                ...otherThanAsked(known()),
              }}
              onNext={proofTrail.further}
            />
          )}
        </Show>
      </Match>
    </Switch>
  );
}
