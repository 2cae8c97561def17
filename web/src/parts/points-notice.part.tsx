import CloudOff from "lucide-solid/icons/cloud-off";
import MapPin from "lucide-solid/icons/map-pin";
import RotateCw from "lucide-solid/icons/rotate-cw";
import SearchX from "lucide-solid/icons/search-x";
import type { JSX } from "solid-js";
import { useWords } from "../locales/words.ts";
import { Button } from "./button.part.tsx";
import { Notice } from "./notice.part.tsx";

/** The list is empty because there is nothing yet: how to change that. */
export function NoPoints(props: { readonly action?: JSX.Element }): JSX.Element {
  const words = useWords();
  return (
    <Notice icon={<MapPin size={20} />} title={words.t("points.empty")} hint={words.t("points.emptyHint")}>
      {props.action}
      <p class="muted">{words.t("points.emptyDemo")}</p>
      <code class="notice-command">npm run demo</code>
    </Notice>
  );
}

/** The list is empty because nothing fits what was asked for. */
export function NoMatch(props: { readonly onClear: () => void }): JSX.Element {
  const words = useWords();
  return (
    <Notice
      icon={<SearchX size={20} />}
      title={words.t("points.noMatch")}
      hint={words.t("points.noMatchHint")}
    >
      <Button label={words.t("points.clearFilters")} onPress={props.onClear} />
    </Notice>
  );
}

/** Something could not be loaded: why, and again. */
export function LoadFailed(props: {
  readonly title: string;
  readonly code: string;
  readonly onRetry: () => void;
}): JSX.Element {
  const words = useWords();
  return (
    <Notice tone="failed" icon={<CloudOff size={20} />} title={props.title} hint={words.error(props.code)}>
      <Button label={words.t("points.retry")} icon={<RotateCw size={14} />} onPress={props.onRetry} />
    </Notice>
  );
}
