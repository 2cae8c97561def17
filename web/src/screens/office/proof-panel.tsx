import { useLocation } from "@solidjs/router";
import ArrowLeft from "lucide-solid/icons/arrow-left";
import { createEffect, type JSX, lazy, Match, on, Show, Suspense, Switch } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { ProofLinesBody } from "../../parts/proof-lines.part.tsx";
import { SideSheet } from "../../parts/side-sheet.part.tsx";
import type { ProofStep } from "../../proof/proof-step.ts";
import { createTelegram } from "../../state/create-telegram.ts";
import { copyText } from "../../state/keep-text.ts";
import { proofTrail } from "../../state/proof-trail.ts";
import { ProvenFigure } from "./proven-figure.tsx";
import { ProvenLatest } from "./proven-latest.tsx";
import { ProvenUse } from "./proven-use.tsx";

const TelegramSheet = lazy(() =>
  import("../../parts/telegram-sheet.part.tsx").then((m) => ({ default: m.TelegramSheet })),
);

type Of<Kind extends ProofStep["kind"]> = Extract<ProofStep, { readonly kind: Kind }>;

/** Where a number comes from, wherever it stood: the figure, what it is made of, and so on down to a telegram's bytes. */
export function ProofPanel(): JSX.Element {
  const words = useWords();
  const location = useLocation();
  const top = (): ProofStep | undefined => proofTrail.steps().at(-1);
  // Another page is another question.
  createEffect(on(() => location.pathname, proofTrail.close, { defer: true }));
  const of = <Kind extends ProofStep["kind"]>(kind: Kind): Of<Kind> | undefined => {
    const step = top();
    return step?.kind === kind ? (step as Of<Kind>) : undefined;
  };
  return (
    <Show
      when={of("telegram")}
      fallback={
        <SideSheet title={words.t("charts.proof.title")} onClose={proofTrail.close}>
          <Show when={proofTrail.steps().length > 1}>
            <Button
              tone="quiet"
              icon={<ArrowLeft size={14} aria-hidden="true" />}
              label={words.t("charts.proof.back")}
              onPress={proofTrail.back}
            />
          </Show>
          <Switch>
            <Match when={of("use")} keyed={true}>
              {(step) => <ProvenUse step={step} />}
            </Match>
            <Match when={of("figure")} keyed={true}>
              {(step) => <ProvenFigure step={step} />}
            </Match>
            <Match when={of("lines")} keyed={true}>
              {(step) => <ProofLinesBody of={step} onNext={proofTrail.further} />}
            </Match>
            <Match when={of("latest")} keyed={true}>
              {(step) => <ProvenLatest step={step} />}
            </Match>
          </Switch>
        </SideSheet>
      }
    >
      {(step) => <Opened seq={step().seq} />}
    </Show>
  );
}

function Opened(props: { readonly seq: number }): JSX.Element {
  const telegram = createTelegram(() => props.seq);
  return (
    <Suspense>
      <TelegramSheet
        seq={props.seq}
        telegram={telegram.view()}
        failure={telegram.failure()}
        onRetry={telegram.reload}
        onClose={proofTrail.back}
        onCopy={copyText}
      />
    </Suspense>
  );
}
