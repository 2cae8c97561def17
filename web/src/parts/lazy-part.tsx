import { type Component, ErrorBoundary, type JSX, lazy, Suspense } from "solid-js";
import { Dynamic } from "solid-js/web";
import { isAway } from "../is-away.ts";
import { useWords } from "../locales/words.ts";

/**
 * A part whose code is fetched when it is needed: its own place is empty until then, and says so where it
 * cannot be fetched. What stands around it stays.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<Component<Props>>,
  as: "div" | "li" = "div",
): Component<Props> {
  let part: Component<Props> | undefined;
  // One that could not be fetched fails for ever: the next tap begins with a new one.
  const missing = (error: unknown, reset: () => void): JSX.Element => {
    if (!isAway(error)) throw error;
    part = undefined;
    return <Missing as={as} onAgain={reset} />;
  };
  const current = (): Component<Props> => {
    part ??= lazy(async () => ({ default: await load() }));
    return part;
  };
  return (props) => (
    <ErrorBoundary fallback={missing}>
      <Suspense>
        <Dynamic component={current()} {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}

function Missing(props: { readonly as: "div" | "li"; readonly onAgain: () => void }): JSX.Element {
  const words = useWords();
  return (
    <Dynamic component={props.as} class="field-warning">
      <p role="alert">{words.error("app.part-away")}</p>
      <div class="field-pair">
        <button type="button" class="field-button" onClick={() => props.onAgain()}>
          {words.t("app.again")}
        </button>
        <button type="button" class="field-button" onClick={() => location.reload()}>
          {words.t("app.reload")}
        </button>
      </div>
    </Dynamic>
  );
}
