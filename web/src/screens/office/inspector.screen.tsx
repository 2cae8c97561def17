import { useLocation } from "@solidjs/router";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { type JSX, Match, Show, Switch } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { InspectedList } from "../../parts/inspected-list.part.tsx";
import { InspectorForm } from "../../parts/inspector-form.part.tsx";
import { CopyButton } from "../../parts/table-tools.part.tsx";
import { TelegramView } from "../../parts/telegram-view.part.tsx";
import { createInspector, type Inspector } from "../../state/create-inspector.ts";
import { copyText } from "../../state/keep-text.ts";
import "./inspector.css";

/** Any telegram laid open, here in the browser: what is pasted goes nowhere. */
export function InspectorScreen(): JSX.Element {
  const words = useWords();
  const inspector = createInspector(useLocation().hash.slice(1));
  return (
    <div class="inspector">
      <header class="inspector-head">
        <h1 class="inspector-title">{words.t("inspector.title")}</h1>
        <p class="inspector-intro">{words.t("inspector.intro")}</p>
      </header>
      <div class="inspector-input">
        <InspectorForm
          text={inspector.text()}
          keyText={inspector.keyText()}
          key={inspector.key()}
          onText={inspector.type}
          onKey={inspector.typeKey}
        >
          <Show
            when={inspector.text() !== ""}
            fallback={<Button label={words.t("inspector.example")} onPress={inspector.showExample} />}
          >
            <CopyButton label={words.t("telegram.copyJson")} onCopy={() => copyText(inspector.writeJson())} />
            <Button tone="quiet" label={words.t("inspector.clear")} onPress={inspector.clear} />
          </Show>
        </InspectorForm>
        <Show when={inspector.telegrams().length > 1}>
          <InspectedList
            telegrams={inspector.telegrams()}
            chosen={inspector.chosen()?.line}
            left={inspector.left()}
            onChoose={inspector.choose}
          />
        </Show>
      </div>
      <section class="inspector-result" aria-label={words.t("inspector.result")}>
        <Outcome inspector={inspector} />
      </section>
    </div>
  );
}

function Outcome(props: { readonly inspector: Inspector }): JSX.Element {
  const words = useWords();
  const fault = (): string => {
    const result = props.inspector.chosen()?.result;
    if (!result || result.ok) return "";
    const { expected, offset, actual } = result.error;
    return expected === "even"
      ? words.t("inspector.halfByte")
      : words.t("inspector.badCharacter", { character: actual ?? "", n: offset + 1 });
  };
  return (
    <Switch fallback={<p class="inspector-empty">{words.t("inspector.empty")}</p>}>
      <Match when={props.inspector.view()}>
        {(telegram) => <TelegramView telegram={telegram()} occasion="tried" />}
      </Match>
      <Match when={props.inspector.chosen()}>
        <p class="verdict inspector-fault" data-verdict="failed">
          <TriangleAlert size={16} aria-hidden="true" />
          <span>
            <strong>{words.t("telegram.notDecoded")}</strong> {fault()}
          </span>
        </p>
      </Match>
    </Switch>
  );
}
