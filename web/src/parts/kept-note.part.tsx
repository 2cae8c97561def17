import CloudOff from "lucide-solid/icons/cloud-off";
import type { JSX } from "solid-js";
import { useWords } from "../locales/words.ts";
import { Button } from "./button.part.tsx";
import "./kept-note.css";

/** What is on the screen is what this device last saw, not what the server knows. */
export function KeptNote(props: {
  readonly asOfMs: number;
  readonly nowMs: number;
  readonly onAgain: () => void;
}): JSX.Element {
  const words = useWords();
  return (
    <p class="kept-note" role="status">
      <CloudOff size={14} aria-hidden="true" />
      <span>
        {words.t("connection.kept", {
          time: words.formats().dateTime(props.asOfMs),
          age: words.age(Math.max(0, props.nowMs - props.asOfMs)),
        })}
      </span>
      <Button tone="quiet" label={words.t("connection.askAgain")} onPress={() => props.onAgain()} />
    </p>
  );
}
