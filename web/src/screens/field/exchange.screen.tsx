import { useParams } from "@solidjs/router";
import { createSignal, type JSX, Show } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { KeptVisit } from "../../parts/kept-visit.part.tsx";
import { LabelScan } from "../../parts/label-scan.part.tsx";
import { createExchange, type ExchangeForm } from "../../state/create-exchange.ts";
import { createLabelScan } from "../../state/create-label-scan.ts";
import { useField } from "../../state/field.ts";
import { AtPoint } from "./at-point.tsx";
import { ExchangeSteps } from "./exchange-steps.tsx";
import "./field.css";
import "./door.css";
import "./manual.css";
import "./exchange.css";

/** A meter is taken down and another put up: step by step, without network, taken back until it is sent. */
export function ExchangeScreen(): JSX.Element {
  const words = useWords();
  const params = useParams();
  const field = useField();
  const roundId = (): string => params["id"] ?? "";
  const pointId = (): string => params["pointId"] ?? "";
  const form = createExchange(field, { roundId, pointId }, () => words.formats().languageTag);
  const backTo = (): string => `${field.road}/${roundId()}`;
  return (
    <AtPoint
      field={field}
      roundId={roundId()}
      card={form.card()}
      title={words.t("exchange.title")}
      noMeter={words.t("exchange.noMeter")}
      way="exchange"
    >
      {(card) => (
        <Show
          when={form.own()}
          fallback={
            <Show when={card().meter}>
              {(meter) => (
                <Told
                  form={form}
                  expected={meter().serial}
                  headHref={
                    field.isTraining ? undefined : `${backTo()}/door/${encodeURIComponent(pointId())}`
                  }
                />
              )}
            </Show>
          }
        >
          {(own) => (
            <KeptVisit
              visit={own()}
              fault={form.fault()}
              isTraining={field.isTraining}
              backTo={backTo()}
              onUndo={() => void form.undo(own().id)}
              onSettle={() => void form.settle(own().id)}
            />
          )}
        </Show>
      )}
    </AtPoint>
  );
}

/** The steps, and the camera over them while a label is looked at. */
function Told(props: {
  readonly form: ExchangeForm;
  readonly expected: string;
  readonly headHref: string | undefined;
}): JSX.Element {
  const [scanned, setScanned] = createSignal<"old" | "new">();
  const scan = createLabelScan((serial) => {
    if (scanned() === "old") props.form.change({ oldText: serial, isOldSure: false });
    else props.form.change({ newText: serial, isNewSure: false });
    setScanned(undefined);
  });
  return (
    <>
      <ExchangeSteps
        form={props.form}
        expected={props.expected}
        headHref={props.headHref}
        onScan={setScanned}
      />
      <Show when={scanned()}>
        <LabelScan
          fault={scan.fault()}
          other={scan.other()}
          onScan={(video) => void scan.scan(video)}
          onFile={(file) => void scan.open(file)}
          onStop={scan.stop}
          onClose={() => setScanned(undefined)}
        />
      </Show>
    </>
  );
}
