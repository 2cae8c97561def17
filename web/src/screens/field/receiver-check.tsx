import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import { createEffect, createSignal, type JSX, Show } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { SelfTestPanel } from "../../parts/self-test.part.tsx";
import { createSelfTest } from "../../state/create-self-test.ts";
import type { Field } from "../../state/field.ts";
import { ConnectReceiver } from "./connect-receiver.tsx";

/**
 * The receiver in the morning's list. One tap listens for half a minute in each mode; one that is not connected is
 * opened first, as it was last time, and where the browser does not let it, the choice stands below.
 */
export function ReceiverCheck(props: {
  readonly field: Field;
  readonly testedAtMs: number | undefined;
}): JSX.Element {
  const words = useWords();
  const { receiver } = props.field;
  const test = createSelfTest(props.field);
  const [wants, setWants] = createSignal(false);
  const [isChoosing, setChoosing] = createSignal(false);
  const [goodAtMs, setGoodAtMs] = createSignal<number>();
  const testedAtMs = (): number | undefined => goodAtMs() ?? props.testedAtMs;
  const isRunning = (): boolean => test.now()?.isDone === false;

  createEffect(() => {
    const { kind } = receiver.link();
    if (!wants()) return;
    if (kind === "failed") setChoosing(true);
    if (kind !== "open") return;
    setWants(false);
    setChoosing(false);
    void test.start();
  });
  createEffect(() => {
    const now = test.now();
    if (now?.isDone && now.parts.some(({ frames }) => frames > 0)) setGoodAtMs(Date.now());
  });
  const begin = async (): Promise<void> => {
    setWants(true);
    if (receiver.link().kind === "open") return;
    if (!receiver.hasWay() || !(await receiver.resume())) setChoosing(true);
  };
  return (
    <li class="check" data-good={testedAtMs() !== undefined}>
      <Show when={testedAtMs() !== undefined} fallback={<CircleAlert size={18} aria-hidden="true" />}>
        <CircleCheck size={18} aria-hidden="true" />
      </Show>
      <span>
        <Show when={testedAtMs()} fallback={words.t("road.start.notTested")}>
          {(atMs) => words.t("road.start.tested", { time: words.formats().dateTime(atMs()) })}
        </Show>
      </span>
      <Show when={!isRunning()}>
        <button type="button" class="field-button" onClick={() => void begin()}>
          {words.t("phone.test.start")}
        </button>
      </Show>
      <Show when={isChoosing() || test.now()}>
        <div class="check-more">
          <Show when={isChoosing()}>
            <ConnectReceiver field={props.field} />
          </Show>
          <SelfTestPanel now={test.now()} onClose={test.close} />
        </div>
      </Show>
    </li>
  );
}
