import { useNavigate } from "@solidjs/router";
import Compass from "lucide-solid/icons/compass";
import type { JSX } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";

/** The address leads nowhere. */
export function MissingScreen(): JSX.Element {
  const words = useWords();
  const navigate = useNavigate();
  return (
    <Notice
      isPage={true}
      icon={<Compass size={20} />}
      title={words.t("app.notFound")}
      hint={words.t("app.notFoundHint")}
    >
      <Button label={words.t("app.toPoints")} onPress={() => navigate("/points")} />
    </Notice>
  );
}
