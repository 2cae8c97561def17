import Search from "lucide-solid/icons/search";
import X from "lucide-solid/icons/x";
import { type JSX, onCleanup, onMount, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./search-field.css";

/** Searches with every key. `/` from anywhere comes here, Escape empties it, the down arrow leaves it. */
export function SearchField(props: {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
  readonly onLeave: () => void;
}): JSX.Element {
  const words = useWords();
  let field: HTMLInputElement | undefined;

  const onSlash = (event: KeyboardEvent): void => {
    const isTyping = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field?.focus();
    field?.select();
  };
  onMount(() => {
    document.addEventListener("keydown", onSlash);
    onCleanup(() => document.removeEventListener("keydown", onSlash));
  });

  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && props.value !== "") {
      event.preventDefault();
      props.onSearch("");
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      props.onLeave();
    }
  };

  return (
    <div class="search-field">
      <Search size={15} aria-hidden="true" class="search-glass" />
      <input
        ref={field}
        type="search"
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="search"
        aria-label={props.label}
        aria-keyshortcuts="/"
        placeholder={props.placeholder}
        value={props.value}
        onInput={(event) => props.onSearch(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <Show when={props.value !== ""} fallback={<kbd class="search-key">/</kbd>}>
        <button
          type="button"
          class="search-clear"
          aria-label={words.t("points.clearSearch")}
          onClick={() => {
            props.onSearch("");
            field?.focus();
          }}
        >
          <X size={14} aria-hidden="true" />
        </button>
      </Show>
    </div>
  );
}
