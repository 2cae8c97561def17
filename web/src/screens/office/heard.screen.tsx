import { createSignal, type JSX, lazy, Match, Show, Suspense, Switch } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { HeardTable } from "../../parts/heard-table.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { createHeard } from "../../state/create-heard.ts";
import { createNow } from "../../state/create-now.ts";
import { createTelegram } from "../../state/create-telegram.ts";
import { copyText } from "../../state/keep-text.ts";
import "./heard.css";

const TelegramSheet = lazy(() =>
  import("../../parts/telegram-sheet.part.tsx").then((m) => ({ default: m.TelegramSheet })),
);

/** What is received but belongs to no metering point. */
export function HeardScreen(): JSX.Element {
  const words = useWords();
  const heard = createHeard();
  const now = createNow();
  const [seq, setSeq] = createSignal<number>();
  const telegram = createTelegram(seq);
  return (
    <div class="heard">
      <header class="heard-head">
        <h1 class="heard-title">{words.t("heard.title")}</h1>
        <Show when={heard.meters()}>
          {(meters) => <span class="heard-count">{words.t("heard.total", meters().length)}</span>}
        </Show>
        <p class="heard-intro">{words.t("heard.intro")}</p>
      </header>
      <Switch fallback={<SkeletonRows count={12} label={words.t("heard.loading")} />}>
        <Match when={!heard.meters() && heard.failure()}>
          {(code) => <LoadFailed title={words.t("heard.failed")} code={code()} onRetry={heard.reload} />}
        </Match>
        <Match when={heard.meters()}>
          {(meters) => <HeardTable meters={meters()} nowMs={now()} onTelegram={setSeq} />}
        </Match>
      </Switch>
      <Show when={seq()}>
        {(open) => (
          <Suspense>
            <TelegramSheet
              seq={open()}
              telegram={telegram.view()}
              failure={telegram.failure()}
              onRetry={telegram.reload}
              onClose={() => setSeq(undefined)}
              onCopy={copyText}
            />
          </Suspense>
        )}
      </Show>
    </div>
  );
}
