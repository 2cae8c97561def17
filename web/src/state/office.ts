import { createContext, getOwner, runWithOwner, useContext } from "solid-js";
import { allows, type Need } from "../../../shared/model/permission.ts";
import { forgetKeptLists, type PointsOwner } from "../store/kept-lists.ts";
import { type Changes, createChanges } from "./create-changes.ts";
import { createPoints, type Points } from "./create-points.ts";
import { createSession, expectedSession, type SessionWatch, type SignedIn } from "./create-session.ts";
import { createTheme, type ThemeChoice } from "./create-theme.ts";
import type { WordsChoice } from "./create-words.ts";
import { createKeptAnswers, type KeptAnswers } from "./kept-answers.ts";
import { createListPlace, type ListPlace } from "./list-place.ts";
import { createSelection, type Selection } from "./selection.ts";
import { makeStoredChoice, type StoredChoice } from "./stored-choice.ts";

/** What outlives a screen: who is signed in, the feed, the list of points and where one was in it, how things are said. */
export interface Office {
  readonly words: WordsChoice;
  readonly theme: ThemeChoice;
  readonly session: SessionWatch;
  readonly changes: Changes;
  readonly points: Points;
  readonly place: ListPlace;
  /** What the server said last, for when it cannot be reached. */
  readonly answers: KeptAnswers;
  /** The points that are picked, on whichever screen. */
  readonly selection: Selection;
  /** What several screens share and the first of them brings along: made once by `make`, and kept. */
  shared<T>(make: (office: Office) => T): T;
}

export function createOffice(words: WordsChoice): Office {
  const changes = createChanges();
  const session: SessionWatch = createSession(async () => {
    keptMapOf(ownerOf(session)).write(null);
    keptRoundsOf(ownerOf(session)).write(null);
    await forgetKeptLists(ownerOf(session));
    // Rooms too, and whatever others left.
    await import("../store/forget-others.ts")
      .then(({ forgetOthers }) => forgetOthers())
      .catch(() => undefined);
  });
  const points = createPoints(changes, () => ownerOf(session));
  if (location.pathname === "/points") {
    points.prepare();
    // Whoever was in the last time is: the list they had is read while the screen is fetched.
    if (session.may(LIST_NEED)) points.openAhead();
  }
  changes.watch({ onChanges: () => undefined, onReset: () => undefined, onLost: () => void session.check() });
  const answers = createKeptAnswers(() => ownerOf(session));
  const root = getOwner();
  const made = new Map<unknown, unknown>();
  const office: Office = {
    words,
    theme: createTheme(),
    session,
    changes,
    points,
    place: createListPlace(),
    answers,
    selection: createSelection(),
    shared<T>(make: (office: Office) => T): T {
      if (!made.has(make))
        made.set(
          make,
          runWithOwner(root, () => make(office)),
        );
      return made.get(make) as T;
    },
  };
  return office;
}

/** A utility's map as this browser last knew it. */
export const keptMapOf = ({ utility }: PointsOwner): StoredChoice => makeStoredChoice(`map.${utility}`);

/** The rounds as somebody saw them last, so that they are found without the server too. */
export const keptRoundsOf = ({ utility, personId }: PointsOwner): StoredChoice =>
  makeStoredChoice(`rounds.${utility}.${personId}`);

/** Whose what is kept here is. Where nobody signs in, everybody has the same list. */
export const ownerOf = ({ who }: SessionWatch): PointsOwner => ownerFor(who());

/** Whose list will be shown, as far as this browser knows; `undefined` where nobody is in, or may not see it. */
export function expectedOwner(): PointsOwner | undefined {
  const session = expectedSession();
  const who = session.kind === "in" ? session.who : undefined;
  const maySee = who ? allows(who.permissions, LIST_NEED) : session.kind === "open";
  return maySee ? ownerFor(who) : undefined;
}

const LIST_NEED: Need = { area: "data-access", right: "read" };

function ownerFor(signedIn: SignedIn | undefined): PointsOwner {
  return signedIn
    ? { utility: signedIn.utility.id, personId: signedIn.person.id }
    : { utility: "first", personId: "everybody" };
}

export const OfficeContext = createContext<Office>();

export function useOffice(): Office {
  const office = useContext(OfficeContext);
  if (!office) throw new Error("no office: this screen stands outside the app");
  return office;
}
