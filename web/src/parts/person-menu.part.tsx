import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import LogOut from "lucide-solid/icons/log-out";
import UserRound from "lucide-solid/icons/user-round";
import type { JSX } from "solid-js";
import type { Role } from "../../../shared/model/permission.ts";
import { useWords } from "../locales/words.ts";
import { PersonFace } from "./person-face.part.tsx";
import "./menu.css";
import "./person-menu.css";

/** Who is signed in, and the ways to one's account and out. */
export function PersonMenu(props: {
  readonly name: string;
  readonly role: Role;
  readonly isDemo: boolean;
  readonly isOffline: boolean;
  readonly onAccount: () => void;
  readonly onSignOut: () => void;
}): JSX.Element {
  const words = useWords();
  const role = (): string => words.t(`people.role.${props.role}`);
  return (
    <DropdownMenu gutter={6} placement="top-start" modal={false}>
      <DropdownMenu.Trigger
        class="person-button"
        aria-label={words.t("people.account.menu", { name: props.name, role: role() })}
      >
        <PersonFace name={props.name} />
        <span class="person-names">
          <span class="person-name one-line">{props.name}</span>
          <span class="person-role one-line">
            {props.isOffline ? words.t("people.account.offline") : role()}
          </span>
        </span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class="menu">
          <DropdownMenu.Item class="menu-item" onSelect={() => props.onAccount()}>
            <span class="menu-icon">
              <UserRound size={15} aria-hidden="true" />
            </span>
            <span class="menu-label">{words.t("people.account.open")}</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item class="menu-item" onSelect={() => props.onSignOut()}>
            <span class="menu-icon">
              <LogOut size={15} aria-hidden="true" />
            </span>
            <span class="menu-label">
              {words.t(props.isDemo ? "people.account.switchPerson" : "people.account.signOut")}
            </span>
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}
