import type { JSX } from "solid-js";
import { Door } from "../../parts/door.part.tsx";
import { LookChoices } from "../../parts/look-choices.part.tsx";
import { THEMES } from "../../state/create-theme.ts";
import { useOffice } from "../../state/office.ts";

/** A page in front of the door, with the choices everybody has. */
export function DoorFrame(props: {
  readonly title: string;
  readonly intro?: string | undefined;
  readonly foot?: string | undefined;
  readonly isWide?: boolean | undefined;
  readonly children: JSX.Element;
}): JSX.Element {
  const { words, theme } = useOffice();
  return (
    <Door
      title={props.title}
      intro={props.intro}
      foot={props.foot}
      isWide={props.isWide}
      choices={
        <LookChoices
          themes={THEMES}
          theme={theme.theme()}
          onLocale={(locale) => void words.choose(locale)}
          onTheme={theme.choose}
        />
      }
    >
      {props.children}
    </Door>
  );
}
