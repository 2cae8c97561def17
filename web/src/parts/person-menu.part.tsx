import { type JSX, lazy } from "solid-js";
import type { Role } from "../../../shared/model/permission.ts";
import { useWords } from "../locales/words.ts";
import { MenuDoor } from "./menu-door.part.tsx";
import { PersonFace } from "./person-face.part.tsx";
import type { PersonWays } from "./person-list.part.tsx";
import "./menu.css";
import "./person-menu.css";

const List = lazy(() => import("./person-list.part.tsx").then((m) => ({ default: m.PersonList })));

/** Who is signed in, and the ways to one's account and out. */
export function PersonMenu(
  props: PersonWays & { readonly name: string; readonly role: Role; readonly isOffline: boolean },
): JSX.Element {
  const words = useWords();
  const role = (): string => words.t(`people.role.${props.role}`);
  const label = (): string => words.t("people.account.menu", { name: props.name, role: role() });
  const face = (): JSX.Element => (
    <>
      <PersonFace name={props.name} />
      <span class="person-names">
        <span class="person-name one-line">{props.name}</span>
        <span class="person-role one-line">
          {props.isOffline ? words.t("people.account.offline") : role()}
        </span>
      </span>
    </>
  );
  return (
    <MenuDoor
      onReach={() => void List.preload()}
      menu={
        <List
          label={label()}
          face={face()}
          isDemo={props.isDemo}
          onAccount={props.onAccount}
          onSignOut={props.onSignOut}
        />
      }
    >
      {(door) => (
        <button {...door} class="person-button" aria-label={label()}>
          {face()}
        </button>
      )}
    </MenuDoor>
  );
}
