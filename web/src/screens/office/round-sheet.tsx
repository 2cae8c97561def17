import { A } from "@solidjs/router";
import ArrowLeft from "lucide-solid/icons/arrow-left";
import { createMemo, createSignal, type JSX, Match, Show, Switch } from "solid-js";
import type { RoundView } from "../../../../shared/rooms/round-view.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { RoundReaders } from "../../parts/round-readers.part.tsx";
import { RoundTitle } from "../../parts/round-title.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { sumReaders } from "../../rounds/sum-streets.ts";
import { createRoundRoom, type RoundRoom } from "../../state/create-round-room.ts";
import type { Rounds } from "../../state/create-rounds.ts";
import { RoundPoints } from "./round-points.tsx";
import "./round-sheet.css";

/** One round, live: how far it is, whose it is, and its points by street and on the map. */
export function RoundSheet(props: {
  readonly id: string;
  readonly rounds: Rounds;
  readonly mayEdit: boolean;
}): JSX.Element {
  const words = useWords();
  const room = createRoundRoom(props.rounds.owner, () => props.id);
  return (
    <>
      <A class="round-back" href="/rounds">
        <ArrowLeft size={16} aria-hidden="true" />
        {words.t("road.rounds.all")}
      </A>
      <Show
        when={room.view()}
        fallback={
          <Switch fallback={<SkeletonRows count={6} label={words.t("road.rounds.loadingRound")} />}>
            <Match when={room.closedBy()}>
              <Notice isPage title={words.t("road.rounds.gone")} hint={words.t("road.rounds.goneHint")} />
            </Match>
            <Match when={room.sync()?.standing === "offline"}>
              <Notice
                isPage
                title={words.t("road.rounds.notHere")}
                hint={words.t("road.rounds.notHereHint")}
              />
            </Match>
          </Switch>
        }
      >
        {(view) => <OpenRound view={view()} room={room} rounds={props.rounds} mayEdit={props.mayEdit} />}
      </Show>
    </>
  );
}

function OpenRound(props: {
  readonly view: RoundView;
  readonly room: RoundRoom;
  readonly rounds: Rounds;
  readonly mayEdit: boolean;
}): JSX.Element {
  const words = useWords();
  const [note, setNote] = createSignal<string>();
  const reads = createMemo(() => new Map(props.view.reads.map((read) => [read.pointId, read])));
  const isRead = (pointId: string): boolean => reads().has(pointId);
  const isFixed = (): boolean => !props.mayEdit || props.view.state === "closed";
  const shares = createMemo(() => sumReaders(props.view.cards, props.view.readers, isRead));
  const undo = (): void => {
    props.room.undo();
    setNote(undefined);
  };
  return (
    <div class="round-sheet">
      <RoundTitle
        view={props.view}
        sync={props.room.sync()}
        syncedAtMs={props.room.syncedAtMs()}
        mayEdit={props.mayEdit}
        onRename={(name) => {
          props.room.rename(name);
          setNote(words.t("road.rounds.renamed"));
        }}
        onState={props.room.setState}
        company={props.room.company}
      />
      <RoundReaders
        shares={shares()}
        people={props.rounds.readers()}
        isFixed={isFixed()}
        company={props.room.company}
        onAdd={props.room.addReader}
        onCar={props.room.setCar}
        onRemove={(id) => {
          const given = shares().find((share) => share.id === id)?.points ?? 0;
          props.room.removeReader(id);
          setNote(words.t("road.rounds.given", given));
        }}
        onSplit={() => setNote(words.t("road.rounds.given", props.room.splitByStreet()))}
      />
      <p class="round-note" role="status">
        <Show when={note()}>
          {(text) => (
            <>
              {text()} <Button tone="quiet" label={words.t("road.rounds.undo")} onPress={undo} />
            </>
          )}
        </Show>
      </p>
      <RoundPoints
        view={props.view}
        isFixed={isFixed()}
        readOf={(id) => reads().get(id)}
        onGive={(ids, readerId) => setNote(words.t("road.rounds.given", props.room.give(ids, readerId)))}
      />
    </div>
  );
}
