import type { JSX } from "solid-js";
import { type OrderWish, TARIFFS } from "../../../shared/model/order.ts";
import { useWords, type Words } from "../locales/words.ts";

/** An order's wish in one line. */
export function WishText(props: { readonly wish: OrderWish }): JSX.Element {
  const words = useWords();
  return <>{sayWish(props.wish, words)}</>;
}

function sayWish(wish: OrderWish, words: Words): string {
  const { t } = words;
  const decimal = (text: string): string => words.formats().decimal(text);
  switch (wish.kind) {
    case "clock":
      return t("orders.says.clock", { time: t(`orders.time.${wish.time}`) });
    case "logging-interval":
      return t("orders.says.logging-interval", { minutes: decimal(`${wish.minutes}`) });
    case "tariff":
      if (wish.tariff === "none") return t("orders.says.noTariff");
      return t("orders.says.tariff", {
        tariff: t(`orders.tariff.${wish.tariff}`),
        limit2: decimal(wish.limit2 ?? ""),
        limit3: decimal(wish.limit3 ?? ""),
        unit: TARIFFS[wish.tariff],
      });
    case "pulse-input":
      return t("orders.says.pulse-input", {
        input: wish.input,
        litres: decimal(wish.litresPerPulse),
        start: decimal(wish.startM3),
      });
    case "radio-content":
      return t("orders.says.radio-content", {
        content: t(`orders.content.${wish.content}`),
        interval: t(`orders.interval.${wish.intervalS}`),
      });
    case "log-reading":
      return t("orders.says.log-reading", {
        log: t(`orders.log.${wish.log}`),
        rows: decimal(`${wish.rows}`),
      });
  }
}
