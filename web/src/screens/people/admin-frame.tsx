import { A } from "@solidjs/router";
import Lock from "lucide-solid/icons/lock";
import { For, type JSX, Show } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Notice } from "../../parts/notice.part.tsx";
import { useOffice } from "../../state/office.ts";
import "./people.css";

const PAGES = [
  { href: "/admin/users", word: "people.admin.users" },
  { href: "/admin/roles", word: "people.admin.roles" },
  { href: "/admin/machines", word: "machines.nav" },
  { href: "/admin/retention", word: "upkeep.retention.nav" },
  { href: "/admin/redecoding", word: "upkeep.anew.nav" },
  { href: "/admin/replay", word: "replay.desk.nav" },
  { href: "/admin/audit", word: "people.admin.audit" },
] as const;

/** The pages about who may do what; whoever may not sees that, and no more. */
export function AdminFrame(props: { readonly children: JSX.Element }): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  return (
    <Show
      when={session.may({ area: "access-control", right: "read" })}
      fallback={
        <>
          <h1 class="hearable">{words.t("people.admin.label")}</h1>
          <Notice
            icon={<Lock size={20} />}
            title={words.t("people.admin.denied")}
            hint={words.t("people.admin.deniedHint")}
          />
        </>
      }
    >
      <div class="people-page">
        <nav class="people-tabs" ref={showTab} aria-label={words.t("people.admin.label")}>
          <For each={PAGES}>
            {({ href, word }) => (
              <A href={href} class="people-tab" activeClass="is-here">
                {words.t(word)}
              </A>
            )}
          </For>
        </nav>
        {props.children}
      </div>
    </Show>
  );
}

/** On a phone not all tabs have room: the one that is open is in sight. */
const showTab = (tabs: HTMLElement): void =>
  queueMicrotask(() =>
    tabs.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "center" }),
  );
