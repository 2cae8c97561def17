import { createMemo, createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { ChoiceField, FormFault, FormNote } from "../../parts/form.part.tsx";
import { RunProgress } from "../../parts/run-progress.part.tsx";
import { toTakeOver } from "../../replay/sum-replay.ts";
import { createDeskReplay, type DeskReplay, type DeskRun } from "../../state/create-desk-replay.ts";
import { createRedecoding } from "../../state/create-redecoding.ts";
import { useOffice } from "../../state/office.ts";
import { AdminFrame } from "./admin-frame.tsx";
import { ReplayedMeters } from "./desk-replay-meters.tsx";
import { RedecodingLast } from "./redecoding-last.tsx";
import "./desk-replay.css";

/** A recorded drive is run again with today's keys and drivers, beside what stands. */
export function DeskReplayScreen(): JSX.Element {
  return (
    <AdminFrame>
      <DeskReplayPage />
    </AdminFrame>
  );
}

function DeskReplayPage(): JSX.Element {
  const words = useWords();
  const replay = createDeskReplay();
  const fault = (): string | undefined => {
    const code = replay.fault();
    return code && words.error(code);
  };
  return (
    <>
      <header class="people-head">
        <h1 class="people-title">{words.t("replay.desk.title")}</h1>
        <p class="people-intro">{words.t("replay.desk.intro")}</p>
      </header>
      <div class="desk-replay">
        <Sources replay={replay} />
        <FormFault text={fault()} />
        <Show when={replay.share()}>
          {(share) => (
            <div>
              <RunProgress share={share()} />
              <Show when={replay.run()?.state !== "done"}>
                <Button label={words.t("replay.desk.stop")} onPress={replay.stop} />
              </Show>
            </div>
          )}
        </Show>
        <Show when={replay.run()}>
          {(run) => (
            <>
              <Sums run={run()} />
              <Show when={run().state !== "running"}>
                <TakeOver run={run()} replay={replay} />
              </Show>
              <ReplayedMeters sums={run().sums} />
            </>
          )}
        </Show>
      </div>
    </>
  );
}

function Sources(props: { readonly replay: DeskReplay }): JSX.Element {
  const words = useWords();
  const [chosen, setChosen] = createSignal<string>();
  const known = () => props.replay.rounds() ?? [];
  const round = () => known().find(({ id }) => id === chosen()) ?? known()[0];
  const isBusy = (): boolean => props.replay.share() !== undefined;
  const fileId = createUniqueId();
  return (
    <div class="desk-replay-sources">
      <div class="desk-replay-source">
        <label class="field-label" for={fileId}>
          {words.t("replay.desk.file")}
        </label>
        <input
          id={fileId}
          type="file"
          accept=".jsonl"
          disabled={isBusy()}
          aria-describedby={`${fileId}-hint`}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void props.replay.replayFile(file);
          }}
        />
        <p class="field-hint" id={`${fileId}-hint`}>
          {words.t("replay.desk.fileHint")}
        </p>
      </div>
      <div class="desk-replay-source">
        <ChoiceField
          label={words.t("replay.desk.round")}
          value={round()?.id ?? ""}
          choices={
            known().length === 0
              ? [{ value: "", label: words.t("replay.desk.none") }]
              : known().map(({ id, name }) => ({ value: id, label: name }))
          }
          onChoose={setChosen}
        />
        <Show when={props.replay.roundsFault()}>{(code) => <FormFault text={words.error(code())} />}</Show>
        <Button
          label={words.t("replay.desk.run")}
          isDisabled={isBusy() || !round()}
          onPress={() => {
            const one = round();
            if (one) void props.replay.replayRound(one);
          }}
        />
      </div>
    </div>
  );
}

function Sums(props: { readonly run: DeskRun }): JSX.Element {
  const words = useWords();
  const meters = () => [...props.run.sums.meters.values()].filter(({ telegrams }) => telegrams > 0);
  const sum = (of: "telegrams" | "understood"): number => meters().reduce((all, one) => all + one[of], 0);
  const notes = createMemo(() => {
    const { strangers, nobodys } = props.run.sums;
    const leftOut = props.run.drive?.leftOut ?? 0;
    return [
      ...(strangers > 0 ? [words.t("replay.desk.strangers", strangers)] : []),
      ...(nobodys > 0 ? [words.t("replay.desk.nobodys", nobodys)] : []),
      ...(leftOut > 0 ? [words.t("replay.desk.leftOut", leftOut)] : []),
    ];
  });
  const isForeign = (): boolean =>
    props.run.state === "done" && meters().length === 0 && props.run.drive !== undefined;
  return (
    <section class="desk-replay-sums" aria-live="polite">
      <h2>{words.t(`replay.desk.${props.run.state}`, { name: props.run.name })}</h2>
      <Show
        when={isForeign()}
        fallback={
          <p>
            {words.t("replay.desk.sums", {
              ...{ telegrams: sum("telegrams"), understood: sum("understood") },
              meters: meters().length,
            })}
          </p>
        }
      >
        <FormNote tone="warning" text={words.t("replay.desk.foreign")} />
      </Show>
      <For each={notes()}>{(note) => <p class="muted">{note}</p>}</For>
    </section>
  );
}

function TakeOver(props: { readonly run: DeskRun; readonly replay: DeskReplay }): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const redecoding = createRedecoding();
  const [isTaken, setTaken] = createSignal(false);
  const meters = (): number => toTakeOver(props.run.sums).length;
  const hasTelegrams = (): boolean =>
    [...props.run.sums.meters.values()].some(({ understood }) => understood > 0);
  const mayTake = (): boolean => session.may({ area: "access-control", right: "write" });
  const take = async (): Promise<void> => {
    if (!(await props.replay.takeOver())) return;
    setTaken(true);
    redecoding.reload();
  };
  return (
    <Show
      when={meters() > 0}
      fallback={
        <Show when={hasTelegrams() && props.run.state === "done"}>
          <p class="muted">{words.t("replay.desk.same")}</p>
        </Show>
      }
    >
      <section class="desk-replay-take">
        <Show
          when={!isTaken()}
          fallback={
            <>
              <FormNote text={words.t("replay.desk.taken")} />
              <Show when={redecoding.last()}>
                {(last) => <RedecodingLast last={last()} redecoding={redecoding} />}
              </Show>
            </>
          }
        >
          <Show when={mayTake()} fallback={<p class="muted">{words.t("replay.desk.mayNot")}</p>}>
            <Button
              label={words.t("replay.desk.take", meters())}
              tone="accent"
              isDisabled={props.replay.share() !== undefined}
              onPress={() => void take()}
            />
            <p class="field-hint">{words.t("replay.desk.takeHint")}</p>
          </Show>
        </Show>
      </section>
    </Show>
  );
}
