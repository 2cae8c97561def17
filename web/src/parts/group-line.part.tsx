import { A } from "@solidjs/router";
import ClipboardList from "lucide-solid/icons/clipboard-list";
import List from "lucide-solid/icons/list";
import MapIcon from "lucide-solid/icons/map";
import Pencil from "lucide-solid/icons/pencil";
import Trash from "lucide-solid/icons/trash";
import { type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import { IconButton } from "./button.part.tsx";
import "./group-line.css";

/** One group: what it is, how many points it has, and where one can go with it. */
export function GroupLine(props: {
  readonly name: string;
  /** What it is made of, or what is to be known about it. */
  readonly about: string;
  readonly comment?: string | undefined;
  /** Who else changes it now. */
  readonly editing?: JSX.Element;
  readonly icon: JSX.Element;
  /** `undefined` while that is not known. */
  readonly count: number | undefined;
  /** What stands after `/points` and `/rounds/new`. */
  readonly query: string;
  readonly mayMakeRound: boolean;
  readonly onMap: () => void;
  readonly onList: () => void;
  readonly onEdit?: (() => void) | undefined;
  readonly onRemove?: (() => void) | undefined;
}): JSX.Element {
  const words = useWords();
  const hasPoints = (): boolean => (props.count ?? 0) > 0;
  return (
    <li class="group-line">
      <span class="group-line-icon">{props.icon}</span>
      <div class="group-line-name">
        <A href={`/points${props.query}`} class="group-line-link one-line" onClick={() => props.onList()}>
          {props.name}
        </A>
        <p class="group-line-about">{props.about}</p>
        <Show when={props.comment}>{(comment) => <p class="group-line-about">{comment()}</p>}</Show>
        {props.editing}
      </div>
      <span class="group-line-count number">
        <Show when={props.count !== undefined} fallback="–">
          {words.formats().number(props.count ?? 0)}
        </Show>
      </span>
      <div class="group-line-actions">
        <GoTo
          href={`/points${props.query}`}
          label={words.t("groups.open.listOf", { name: props.name })}
          onPress={props.onList}
        >
          <List size={16} aria-hidden="true" />
        </GoTo>
        <GoTo
          href={`/points${props.query}`}
          label={words.t("groups.open.mapOf", { name: props.name })}
          onPress={props.onMap}
        >
          <MapIcon size={16} aria-hidden="true" />
        </GoTo>
        <Show when={props.mayMakeRound && hasPoints()} fallback={<span class="group-line-gap" />}>
          <GoTo
            href={`/rounds/new${props.query === "" ? "?group=all" : props.query}`}
            label={words.t("groups.open.roundOf", { name: props.name })}
          >
            <ClipboardList size={16} aria-hidden="true" />
          </GoTo>
        </Show>
        <Show when={props.onEdit} fallback={<span class="group-line-gap" />}>
          {(onEdit) => (
            <IconButton
              label={words.t("groups.open.edit", { name: props.name })}
              icon={<Pencil size={15} aria-hidden="true" />}
              onPress={() => onEdit()()}
            />
          )}
        </Show>
        <Show when={props.onRemove} fallback={<span class="group-line-gap" />}>
          {(onRemove) => (
            <IconButton
              label={words.t("groups.open.remove", { name: props.name })}
              icon={<Trash size={15} aria-hidden="true" />}
              onPress={() => onRemove()()}
            />
          )}
        </Show>
      </div>
    </li>
  );
}

function GoTo(props: {
  readonly href: string;
  readonly label: string;
  readonly onPress?: (() => void) | undefined;
  readonly children: JSX.Element;
}): JSX.Element {
  return (
    <A
      class="icon-button"
      href={props.href}
      aria-label={props.label}
      data-tip={props.label}
      onClick={() => props.onPress?.()}
    >
      {props.children}
    </A>
  );
}
