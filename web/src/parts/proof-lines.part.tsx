import ChevronRight from "lucide-solid/icons/chevron-right";
import { For, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import type { ProofLine, ProofLines, ProofStep } from "../proof/proof-step.ts";
import { Amount } from "./amount.part.tsx";
import "./proof-sheet.css";

/** A number with the lines it is made of; a line leads on to where its own number comes from. */
export function ProofLinesBody(props: {
  readonly of: ProofLines;
  readonly onNext: (step: ProofStep) => void;
}): JSX.Element {
  const words = useWords();
  return (
    <div class="proof">
      <p class="proof-what">{props.of.name}</p>
      <Show when={props.of.value !== ""}>
        <p class="proof-value">
          <Show when={props.of.value} fallback={words.t("mark.missing")}>
            {(value) => <Amount value={value()} unit={props.of.unit} />}
          </Show>
        </p>
      </Show>
      <Show when={props.of.verdict}>
        {(verdict) => (
          <p class="proof-verdict" data-verdict={verdict().isGood ? "good" : "changed"} role="status">
            {verdict().text}
          </p>
        )}
      </Show>
      <h3>{words.t("charts.proof.formula")}</h3>
      <p>{props.of.formula}</p>
      <ul class="proof-lines">
        <For each={props.of.lines}>
          {(line) => (
            <li class="proof-line" classList={{ "proof-sum": line.isSum ?? false }}>
              <LineName line={line} onNext={props.onNext} />
              <Show when={line.value !== ""}>
                <span class="number">
                  {line.sign}{" "}
                  {line.value === null ? words.t("report.notAvailable") : words.formats().decimal(line.value)}{" "}
                  <span class="unit">{line.unit}</span>
                </span>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}

function LineName(props: {
  readonly line: ProofLine;
  readonly onNext: (step: ProofStep) => void;
}): JSX.Element {
  return (
    <span>
      <Show when={props.line.next} fallback={props.line.name}>
        {(next) => (
          <button type="button" class="table-link" onClick={() => props.onNext(next())}>
            {props.line.name} <ChevronRight size={13} aria-hidden="true" />
          </button>
        )}
      </Show>
      <Show when={props.line.note}>{(note) => <span class="proof-note">{note()}</span>}</Show>
    </span>
  );
}
