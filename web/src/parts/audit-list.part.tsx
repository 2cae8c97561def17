import ChevronRight from "lucide-solid/icons/chevron-right";
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import type { WireAuditEntry } from "../../../shared/model/wire-people.ts";
import { diffJson } from "../format/diff-json.ts";
import { useWords } from "../locales/words.ts";
import "./tables.css";
import "./audit-list.css";

/** What people did, newest first; each entry opens to what was there before and after. */
export function AuditList(props: { readonly entries: readonly WireAuditEntry[] }): JSX.Element {
  const words = useWords();
  return (
    <ul class="audit-list" aria-label={words.t("people.audit.list")}>
      <For each={props.entries}>
        {(entry) => (
          <li>
            <Entry entry={entry} />
          </li>
        )}
      </For>
    </ul>
  );
}

function Entry(props: { readonly entry: WireAuditEntry }): JSX.Element {
  const words = useWords();
  const [isOpen, setOpen] = createSignal(false);
  const event = (): string => words.find(`people.auditEvent.${props.entry.event}`) ?? props.entry.event;
  const target = (): string => {
    const { target: of } = props.entry;
    if (!of || of.id === props.entry.by.id) return "";
    if (of.kind === "role") return words.find(`people.role.${of.id}`) ?? of.name;
    return of.name;
  };
  const whence = (): string => [props.entry.address, props.entry.computer].filter(Boolean).join(" · ");
  return (
    <details class="audit-entry" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight size={14} aria-hidden="true" />
        <time class="audit-time" dateTime={new Date(props.entry.atMs).toISOString()}>
          {words.formats().exactTime(props.entry.atMs)}
        </time>
        <span class="audit-who one-line">{props.entry.by.name || words.t("people.audit.nobody")}</span>
        <span class="audit-what">
          {event()}
          <Show when={target()}>{(name) => <span class="audit-target"> · {name()}</span>}</Show>
        </span>
        <span class="audit-whence faint one-line">{whence()}</span>
      </summary>
      <Show when={isOpen()}>
        <Details entry={props.entry} />
      </Show>
    </details>
  );
}

function Details(props: { readonly entry: WireAuditEntry }): JSX.Element {
  const words = useWords();
  const changes = createMemo(() => diffJson(props.entry.before, props.entry.after));
  return (
    <div class="audit-details">
      <Show when={changes().length > 0} fallback={<p class="muted">{words.t("people.audit.noDetails")}</p>}>
        <div class="table-scroll">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.t("people.audit.field")}</th>
                <th scope="col">{words.t("people.audit.before")}</th>
                <th scope="col">{words.t("people.audit.after")}</th>
              </tr>
            </thead>
            <tbody>
              <For each={changes()}>
                {(change) => (
                  <tr>
                    <td class="mono">{change.field}</td>
                    <td>{change.before ?? "–"}</td>
                    <td>{change.after ?? "–"}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </Show>
      <p class="audit-hash">
        {words.t("people.audit.entry", { seq: String(props.entry.seq) })} · {props.entry.event} ·{" "}
        {words.t("people.audit.hash")} {props.entry.hash}
      </p>
    </div>
  );
}
