import { Index, type JSX, Show } from "solid-js";
import type { WireUser } from "../../../shared/model/wire-people.ts";
import { useWords } from "../locales/words.ts";
import { PersonFace } from "./person-face.part.tsx";
import { ScopeText } from "./person-fields.part.tsx";
import "./user-list.css";

type UserState = "active" | "invited" | "inactive";

const stateOf = (user: WireUser): UserState => {
  if (!user.isActive) return "inactive";
  return user.hasPassword || user.lastSeenAtMs !== undefined ? "active" : "invited";
};

/** The people of the utility; each opens what can be changed of them. */
export function UserList(props: {
  readonly users: readonly WireUser[];
  /** Who is looking. */
  readonly ownId: string | undefined;
  readonly nowMs: number;
  readonly onOpen: (id: string) => void;
}): JSX.Element {
  const words = useWords();
  const seen = ({ lastSeenAtMs }: WireUser): string =>
    lastSeenAtMs === undefined
      ? words.t("people.users.never")
      : words.t("people.users.lastSeen", { age: words.age(Math.max(0, props.nowMs - lastSeenAtMs)) });
  return (
    <ul class="user-list" aria-label={words.t("people.users.list")}>
      <Index each={props.users}>
        {(user) => (
          <li>
            <button
              type="button"
              class="user-row"
              data-state={stateOf(user())}
              onClick={() => props.onOpen(user().id)}
            >
              <PersonFace name={user().name} />
              <span class="user-names">
                <span class="user-name one-line">
                  {user().name}
                  <Show when={user().id === props.ownId}>
                    <span class="person-badge">{words.t("people.users.you")}</span>
                  </Show>
                </span>
                <span class="faint one-line">{user().user}</span>
              </span>
              <span class="user-role">{words.t(`people.role.${user().role}`)}</span>
              <span class="user-scope one-line">
                <ScopeText scope={user().areas} />
              </span>
              <span class="user-state" data-state={stateOf(user())}>
                {words.t(`people.users.${stateOf(user())}`)}
              </span>
              <span class="user-seen faint">{seen(user())}</span>
            </button>
          </li>
        )}
      </Index>
    </ul>
  );
}
