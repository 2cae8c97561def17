import { A } from "@solidjs/router";
import type { JSX } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Notice } from "../../parts/notice.part.tsx";
import type { Field } from "../../state/field.ts";
import "../../parts/field-button.css";

/** The address names a round that is not on this phone. */
export function RoundMissing(props: { readonly field: Pick<Field, "road"> }): JSX.Element {
  const words = useWords();
  return (
    <Notice isPage title={words.t("road.read.notFound")} hint={words.t("road.read.notFoundHint")}>
      <A class="field-button" href={props.field.road}>
        {words.t("road.read.back")}
      </A>
    </Notice>
  );
}
