/** Sentences of the start page and of the search over everything. */
export const enToday = {
  title: "Today",
  needs: "What needs you",
  nothing: "Nothing waits for you.",
  rounds: "Rounds under way",
  noRounds: "No round is under way.",
  recent: "Points you looked at",
  noRecent: "Points that you open stand here, so that you find them again.",
  notReached: "The server was not reached.",
  explain: "What is counted: {{ figure }}",
  figures: {
    review: "Readings to look at",
    conflicts: "Conflicts to settle",
    codes: "Points with an info code",
    silent: "Points silent for a day",
    never: "Points never heard",
    orders: "Orders not carried out yet",
  },
  about: {
    review:
      "Readings that cannot be true or look odd, such as a register that ran backwards. They wait until somebody accepts, corrects or leaves them out.",
    conflicts:
      "Fields that two people changed at the same time. What stands is shown with the other value; somebody has to choose.",
    codes: "Points whose latest reading says that something is wrong at the meter or in the installation.",
    silent: "Points that were heard before, but whose latest reading is more than 24 hours old.",
    never: "Points from which no reading has come yet. Often the key is missing, or no round has passed.",
    orders: "Settings that were ordered for meters and wait until a reader carries them out at the meter.",
  },
  find: {
    title: "Search everything",
    placeholder: "Serial number, address, customer or number",
    hint: "Type a serial number, an address, a customer's name or number, or the name of a page.",
    loading: "The list of points is being fetched.",
    failed: "The list of points could not be fetched.",
    none: "Nothing is called “{{ text }}”",
    noneHint: "Check the number or try a shorter part of it.",
    points: "Metering points",
    places: "Pages",
    all: "Show all {{ count }} in the list",
  },
};
