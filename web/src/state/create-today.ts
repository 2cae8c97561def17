import { type Accessor, createMemo, onCleanup, onMount } from "solid-js";
import type { Need } from "../../../shared/model/permission.ts";
import type { WirePoint } from "../../../shared/model/wire.ts";
import type { WireRoundHead } from "../../../shared/model/wire-rounds.ts";
import { fetchConflicts } from "../api/conflict-calls.ts";
import { fetchRounds } from "../api/field-calls.ts";
import { fetchOrders } from "../api/order-calls.ts";
import { fetchFindings } from "../api/upkeep-calls.ts";
import { countFacets } from "../points/filter-points.ts";
import { type Call, createCall } from "./create-call.ts";
import { createNow } from "./create-now.ts";
import { useOffice } from "./office.ts";
import { makeRecentPoints } from "./recent-points.ts";

/** What may wait for somebody, in the order it is shown. */
export const FIGURES = ["review", "conflicts", "codes", "silent", "never", "orders"] as const;
export type FigureName = (typeof FIGURES)[number];

/** One figure of the start page: how many, and where they are. */
export interface Figure {
  readonly name: FigureName;
  /** `undefined` until it is known, and where the server could not be asked. */
  readonly count: number | undefined;
  readonly href: string;
  /** The server was asked and did not answer. */
  readonly isUnreached: boolean;
}

export interface Today {
  readonly figures: Accessor<readonly Figure[]>;
  /** `undefined` where this person has nothing to do with rounds. */
  readonly rounds: Accessor<readonly WireRoundHead[] | undefined>;
  readonly isRoundsUnreached: Accessor<boolean>;
  readonly recent: Accessor<readonly WirePoint[]>;
  readonly may: (need: Need) => boolean;
}

const LOOK_AGAIN_MS = 15_000;

const NEEDS: Readonly<Record<FigureName, Need>> = {
  review: { area: "data-access", right: "read" },
  conflicts: { area: "device-and-customer-management", right: "read" },
  codes: { area: "data-access", right: "read" },
  silent: { area: "data-access", right: "read" },
  never: { area: "data-access", right: "read" },
  orders: { area: "device-and-customer-management", right: "write" },
};
const READ_ROUNDS: Need = { area: "reading-management", right: "read" };

const HREFS: Readonly<Record<FigureName, string>> = {
  review: "/review",
  conflicts: "/work",
  codes: "/points?status=any",
  silent: "/points?age=over-day",
  never: "/points?age=never",
  orders: "/orders",
};

/** What the start page tells: figures of the server, of the list on this browser, rounds and recent points. */
export function createToday(): Today {
  const { points, session } = useOffice();
  const now = createNow();
  const asked = <T>(
    need: Need,
    ask: (signal: AbortSignal) => ReturnType<Parameters<typeof createCall<true, T>>[1]>,
  ) =>
    createCall(
      () => (session.may(need) ? (true as const) : undefined),
      (_, signal) => ask(signal),
    );
  const findings = asked(NEEDS.review, (signal) => fetchFindings("open", signal));
  const conflicts = asked(NEEDS.conflicts, fetchConflicts);
  const orders = asked(NEEDS.orders, (signal) => fetchOrders(true, signal));
  const rounds = asked(READ_ROUNDS, () => fetchRounds(!session.may({ ...READ_ROUNDS, right: "write" })));
  const facets = createMemo(() => {
    const all = points.all();
    if (points.asOfMs() === undefined) return undefined;
    return countFacets(all, { text: "", media: [], status: [], age: undefined }, now());
  });
  onMount(() => {
    if (points.loading().kind === "idle" && session.may(NEEDS.codes)) void points.load();
  });
  const timer = setInterval(() => {
    if (document.hidden) return;
    for (const one of [findings, conflicts, orders, rounds]) one.reload();
  }, LOOK_AGAIN_MS);
  onCleanup(() => clearInterval(timer));

  const counted: Readonly<Record<FigureName, () => Pick<Figure, "count" | "isUnreached">>> = {
    review: () => countOf(findings, ({ total }) => total),
    conflicts: () => countOf(conflicts, ({ total }) => total),
    orders: () => countOf(orders, ({ orders: found }) => found.length),
    codes: () => ({ count: facets() && (facets()?.status.get("any") ?? 0), isUnreached: false }),
    silent: () => ({ count: facets() && (facets()?.age.get("over-day") ?? 0), isUnreached: false }),
    never: () => ({ count: facets() && (facets()?.age.get("never") ?? 0), isUnreached: false }),
  };
  const recentOnes = makeRecentPoints(session.who()?.person.id ?? "everybody");
  return {
    figures: () =>
      FIGURES.filter((name) => session.may(NEEDS[name])).map((name) => ({
        name,
        href: HREFS[name],
        ...counted[name](),
      })),
    rounds: () => rounds.answered()?.value.rounds.filter(({ state }) => state === "open"),
    isRoundsUnreached: () => rounds.error() !== undefined && !rounds.isLoading(),
    recent: () => {
      points.all();
      return recentOnes.list().flatMap((id) => {
        const row = points.rowOf(id);
        const point = row === undefined ? undefined : points.point(row);
        return point ? [point] : [];
      });
    },
    may: session.may,
  };
}

const countOf = <T>(
  call: Call<true, T>,
  count: (value: T) => number,
): Pick<Figure, "count" | "isUnreached"> => {
  const answered = call.answered();
  return {
    count: answered && count(answered.value),
    isUnreached: call.error() !== undefined && !call.isLoading(),
  };
};
