import { Router } from "@solidjs/router";
import { render } from "solid-js/web";
import { App } from "./app.tsx";
import { WordsContext } from "./locales/words.ts";
import { loadListAhead, Routes } from "./routes.tsx";
import { createWords, loadFirstWords } from "./state/create-words.ts";
import { createOffice, expectedOwner, OfficeContext } from "./state/office.ts";
import { startPointsWorkerAhead } from "./state/points-client.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/print.css";
import "./styles/sunlight.css";

const place = document.getElementById("app");
if (!place) throw new Error("index.html has no place for the app");

// Before anything stands: links that are made during a redirect would not know where they are.
if (location.pathname === "/") history.replaceState(null, "", `/today${location.search}`);

// The list is what takes longest: its worker reads what is kept while the screen and the sentences come.
if (location.pathname === "/points") {
  startPointsWorkerAhead(expectedOwner());
  loadListAhead();
}

const firstWords = await loadFirstWords();

render(() => {
  const words = createWords(firstWords);
  return (
    <WordsContext.Provider value={words}>
      <OfficeContext.Provider value={createOffice(words)}>
        <Router root={App}>{Routes()}</Router>
      </OfficeContext.Provider>
    </WordsContext.Provider>
  );
}, place);
