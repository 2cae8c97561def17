import { useNavigate } from "@solidjs/router";
import MapPinOff from "lucide-solid/icons/map-pin-off";
import { type JSX, Show } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";

/** Why there is no page to show: nothing is there, or nothing came. */
export function Unopened(props: { readonly code: string; readonly onRetry: () => void }): JSX.Element {
  const words = useWords();
  const navigate = useNavigate();
  return (
    <Show
      when={props.code === "point.not-found"}
      fallback={<LoadFailed title={words.t("point.failed")} code={props.code} onRetry={props.onRetry} />}
    >
      <Notice
        isPage={true}
        icon={<MapPinOff size={20} />}
        title={words.t("point.missing")}
        hint={words.t("point.missingHint")}
      >
        <Button label={words.t("app.toPoints")} onPress={() => navigate("/points")} />
      </Notice>
    </Show>
  );
}
