import ArrowRight from "lucide-solid/icons/arrow-right";
import { For, type JSX } from "solid-js";
import type { WireDemoPerson } from "../../../shared/model/wire-people.ts";
import { useWords } from "../locales/words.ts";
import { PersonFace } from "./person-face.part.tsx";
import "./demo-people.css";

/** The people of the demonstration, each a button instead of a password. */
export function DemoPeople(props: {
  readonly people: readonly WireDemoPerson[];
  readonly isBusy: boolean;
  readonly onChoose: (person: string) => void;
}): JSX.Element {
  const words = useWords();
  return (
    <ul class="demo-people" aria-label={words.t("people.signIn.choices")}>
      <For each={props.people}>
        {({ person, name, role }) => (
          <li>
            <button
              type="button"
              class="demo-person"
              data-person={person}
              disabled={props.isBusy}
              onClick={() => props.onChoose(person)}
            >
              <PersonFace name={name} isLarge={true} />
              <span class="demo-person-text">
                <span class="demo-person-role">
                  {words.t(`people.role.${role}`)} <span class="demo-person-name">· {name}</span>
                </span>
                <span class="demo-person-hint">{words.t(`people.roleHint.${role}`)}</span>
              </span>
              <ArrowRight size={16} aria-hidden="true" />
            </button>
          </li>
        )}
      </For>
    </ul>
  );
}
