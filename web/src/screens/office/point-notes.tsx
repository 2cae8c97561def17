import { createSignal, createUniqueId, For, type JSX, Match, Show, Switch } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { SubmitButton } from "../../parts/form.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { RoomSyncLine } from "../../parts/room-sync.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import type { People } from "../../state/create-people-names.ts";
import { type Comment, createPointComments, type PointComments } from "../../state/create-point-comments.ts";
import type { PointPlace } from "../../state/create-point-room.ts";
import "./point-notes.css";

/** What people wrote about a point, each note its author's own. */
export function PointNotes(props: {
  readonly place: PointPlace;
  readonly mayWrite: boolean;
  readonly people: People;
}): JSX.Element {
  const words = useWords();
  const notes = createPointComments(() => props.place);
  const [isRemoved, setRemoved] = createSignal(false);
  return (
    <div class="notes">
      <Switch fallback={<SkeletonRows count={3} label={words.t("edits.comments.loading")} />}>
        <Match when={notes.closedBy()}>
          <Notice title={words.t("edits.closed")} hint={words.t("edits.closedHint")} />
        </Match>
        <Match when={notes.comments()}>
          {(list) => (
            <>
              <RoomSyncLine sync={notes.sync()} syncedAtMs={0} />
              <ol class="notes-list">
                <For each={list()} fallback={<li class="muted">{words.t("edits.comments.none")}</li>}>
                  {(comment) => (
                    <Note
                      comment={comment}
                      author={props.people.nameOf(comment.by) ?? words.t("edits.somebody")}
                      isOwn={comment.by === props.place.personId}
                      mayWrite={props.mayWrite}
                      notes={notes}
                      onRemoved={() => setRemoved(true)}
                    />
                  )}
                </For>
              </ol>
              <p class="notes-undo" role="status">
                <Show when={isRemoved()}>
                  {words.t("edits.comments.removed")}{" "}
                  <Button
                    tone="quiet"
                    label={words.t("edits.undo")}
                    onPress={() => {
                      notes.undo();
                      setRemoved(false);
                    }}
                  />
                </Show>
              </p>
              <Show when={props.mayWrite}>
                <NoteForm label={words.t("edits.comments.write")} onSay={notes.add} />
              </Show>
            </>
          )}
        </Match>
      </Switch>
    </div>
  );
}

function Note(props: {
  readonly comment: Comment;
  readonly author: string;
  readonly isOwn: boolean;
  readonly mayWrite: boolean;
  readonly notes: PointComments;
  readonly onRemoved: () => void;
}): JSX.Element {
  const words = useWords();
  const [isChanging, setChanging] = createSignal(false);
  return (
    <li class="note">
      <p class="note-head">
        <span class="note-author">{props.author}</span>{" "}
        <time class="faint">{words.formats().dateTime(props.comment.atMs)}</time>
      </p>
      <Show
        when={isChanging()}
        fallback={
          <>
            <p class="note-text">{props.comment.text}</p>
            <Show when={props.mayWrite}>
              <div class="note-actions">
                <Show when={props.isOwn}>
                  <Button
                    tone="quiet"
                    label={words.t("edits.comments.change")}
                    onPress={() => setChanging(true)}
                  />
                </Show>
                <Button
                  tone="quiet"
                  label={words.t("edits.comments.remove")}
                  onPress={() => {
                    props.notes.remove(props.comment.id);
                    props.onRemoved();
                  }}
                />
              </div>
            </Show>
          </>
        }
      >
        <NoteForm
          label={words.t("edits.comments.change")}
          text={props.comment.text}
          onSay={(text) => {
            props.notes.change(props.comment, text);
            setChanging(false);
          }}
          onCancel={() => setChanging(false)}
        />
      </Show>
    </li>
  );
}

function NoteForm(props: {
  readonly label: string;
  readonly text?: string;
  readonly onSay: (text: string) => void;
  readonly onCancel?: () => void;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const [text, setText] = createSignal(props.text ?? "");
  return (
    <form
      class="form note-form"
      onSubmit={(event) => {
        event.preventDefault();
        const said = text().trim();
        if (said === "") return;
        setText("");
        props.onSay(said);
      }}
    >
      <label class="field-label" for={id}>
        {props.label}
      </label>
      <textarea
        id={id}
        class="field-input edit-long"
        rows={3}
        maxLength={4000}
        value={text()}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="form-actions">
        <SubmitButton
          label={words.t(props.onCancel ? "edits.comments.save" : "edits.comments.add")}
          isDisabled={text().trim() === ""}
        />
        <Show when={props.onCancel}>
          {(onCancel) => (
            <Button tone="quiet" label={words.t("edits.comments.cancel")} onPress={() => onCancel()()} />
          )}
        </Show>
      </div>
    </form>
  );
}
