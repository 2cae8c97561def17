import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import LogOut from "lucide-solid/icons/log-out";
import UserRound from "lucide-solid/icons/user-round";
import type { JSX } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./menu.css";
import "./person-menu.css";

export interface PersonWays {
  readonly isDemo: boolean;
  readonly onAccount: () => void;
  readonly onSignOut: () => void;
}

interface PersonListProps extends PersonWays {
  readonly label: string;
  readonly face: JSX.Element;
}

/** The open menu of a `PersonMenu`, with the button it hangs on. */
export function PersonList(props: PersonListProps): JSX.Element {
  const words = useWords();
  return (
    <DropdownMenu gutter={6} placement="top-start" modal={false} defaultOpen={true}>
      <DropdownMenu.Trigger class="person-button" aria-label={props.label}>
        {props.face}
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
