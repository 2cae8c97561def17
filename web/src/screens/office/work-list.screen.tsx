import CircleCheck from "lucide-solid/icons/circle-check";
import { createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { FormNote } from "../../parts/form.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { fieldWord, textOfField } from "../../points/field-text.ts";
import { createPeopleNames, type People } from "../../state/create-people-names.ts";
import { createRoomsOwner } from "../../state/create-rooms-owner.ts";
import {
  type ConflictItem,
  createWorkList,
  type DraftItem,
  type WorkItem,
  type WorkList,
} from "../../state/create-work-list.ts";
import { useOffice } from "../../state/office.ts";
import "./work-list.css";

interface Note {
  readonly tone: "calm" | "warning";
  readonly text: string;
}

/** What waits for somebody's word: two values for one thing, and edits that were not taken. */
export function WorkListScreen(): JSX.Element {
  const words = useWords();
  const work = createWorkList(createRoomsOwner());
  const people = createPeopleNames();
  const [note, setNote] = createSignal<Note>();
  const isEmpty = (): boolean => work.conflicts()?.length === 0 && work.drafts().length === 0;
  return (
    <div class="work">
      <header class="work-head">
        <h1 class="work-title">{words.t("edits.work.title")}</h1>
        <p class="muted">{words.t("edits.work.intro")}</p>
      </header>
      <div class="work-note" role="status">
        <Show when={note()}>{(said) => <FormNote {...said()} />}</Show>
      </div>
      <Show when={work.drafts().length > 0}>
        <section class="work-part">
          <h2 class="work-part-title">{words.t("edits.work.drafts", work.drafts().length)}</h2>
          <ul class="work-items">
            <For each={work.drafts()}>{(item) => <DraftLine item={item} work={work} onNote={setNote} />}</For>
          </ul>
        </section>
      </Show>
      <Switch fallback={<SkeletonRows count={4} label={words.t("edits.work.loading")} />}>
        <Match when={isEmpty()}>
          <Notice
            icon={<CircleCheck size={20} />}
            title={words.t("edits.work.empty")}
            hint={words.t("edits.work.emptyHint")}
          />
        </Match>
        <Match when={work.conflicts()}>
          {(list) => (
            <Show when={list().length > 0}>
              <section class="work-part">
                <h2 class="work-part-title">{words.t("edits.work.conflicts", work.total())}</h2>
                <ul class="work-items">
                  <For each={list()}>
                    {(item) => <ConflictLine item={item} work={work} people={people} onNote={setNote} />}
                  </For>
                </ul>
              </section>
            </Show>
          )}
        </Match>
        <Match when={work.failure()}>
          {(code) => <LoadFailed title={words.t("edits.work.failed")} code={code()} onRetry={work.reload} />}
        </Match>
      </Switch>
    </div>
  );
}

function ItemHead(props: { readonly item: WorkItem }): JSX.Element {
  const words = useWords();
  const { points } = useOffice();
  const address = (): string => {
    const id = props.item.pointId;
    const row = id === undefined ? undefined : points.rowOf(id);
    const point = row === undefined ? undefined : points.point(row);
    return point?.address || point?.number || id || "";
  };
  return (
    <p class="work-item-head">
      <Show when={props.item.pointId}>
        {(id) => (
          <a class="table-link" href={`/points/${encodeURIComponent(id())}`}>
            {address()}
          </a>
        )}
      </Show>{" "}
      <span class="work-field">
        {words.find(`edits.field.${fieldWord(props.item.field)}`) ?? props.item.field}
      </span>
    </p>
  );
}

function ConflictLine(props: {
  readonly item: ConflictItem;
  readonly work: WorkList;
  readonly people: People;
  readonly onNote: (note: Note | undefined) => void;
}): JSX.Element {
  const words = useWords();
  const settle = async (how: "keep" | "take"): Promise<void> => {
    const settled = await props.work.settle(props.item, how);
    const notes = { "not-reached": "edits.work.notReached", "no-value": "edits.work.noValue" } as const;
    props.onNote(settled === "chosen" ? undefined : { tone: "warning", text: words.t(notes[settled]) });
  };
  const date = (atMs: number): string => words.formats().date(atMs);
  const text = (value: ConflictItem["stands"]): string =>
    textOfField(props.item.field, value, date) || words.t("edits.conflict.nothing");
  const otherName = (): string =>
    props.item.otherBy === ""
      ? words.t("edits.conflict.base")
      : words.t("edits.work.byWho", {
          name: props.people.nameOf(props.item.otherBy) ?? words.t("edits.somebody"),
        });
  return (
    <li class="work-item">
      <ItemHead item={props.item} />
      <p class="faint">
        {words.t(`edits.work.${props.item.kind}`)} · {words.formats().dateTime(props.item.atMs)}
      </p>
      <dl class="work-values">
        <dt>{words.t("edits.work.stands")}</dt>
        <dd>{text(props.item.stands)}</dd>
        <dt>{words.t("edits.work.other")}</dt>
        <dd>
          {text(props.item.other)} <span class="faint">{otherName()}</span>
        </dd>
      </dl>
      <div class="form-actions">
        <Button
          label={words.t("edits.work.keep")}
          isDisabled={props.work.isBusy()}
          onPress={() => void settle("keep")}
        />
        <Button
          label={words.t("edits.work.take")}
          isDisabled={props.work.isBusy()}
          onPress={() => void settle("take")}
        />
      </div>
    </li>
  );
}

function DraftLine(props: {
  readonly item: DraftItem;
  readonly work: WorkList;
  readonly onNote: (note: Note | undefined) => void;
}): JSX.Element {
  const words = useWords();
  const date = (atMs: number): string => words.formats().date(atMs);
  const again = async (): Promise<void> => {
    const isSaid = await props.work.sayAgain(props.item);
    props.onNote(isSaid ? undefined : { tone: "warning", text: words.t("edits.work.noLonger") });
  };
  const drop = async (): Promise<void> => {
    await props.work.drop(props.item);
    props.onNote({ tone: "calm", text: words.t("edits.work.dropped") });
  };
  return (
    <li class="work-item">
      <ItemHead item={props.item} />
      <p class="work-reason">{words.t(`edits.work.reason.${props.item.draft.reason}`)}</p>
      <dl class="work-values">
        <dt>{words.t("edits.work.said")}</dt>
        <dd>{textOfField(props.item.field, props.item.said, date) || words.t("edits.conflict.nothing")}</dd>
      </dl>
      <div class="form-actions">
        <Button
          label={words.t("edits.work.again")}
          isDisabled={props.work.isBusy()}
          onPress={() => void again()}
        />
        <Button
          tone="quiet"
          label={words.t("edits.work.drop")}
          isDisabled={props.work.isBusy()}
          onPress={() => void drop()}
        />
      </div>
    </li>
  );
}
