/** Sentences of the training round. */
export const enTraining = {
  mark: "Training",
  markHint: "Nothing here is real, nothing is sent.",
  title: "Training round",
  lead: "A made-up town with forty meters, a car that drives by itself, and real telegrams on the line of a receiver that is none. It needs no receiver, no round and no network. The screens are those of a real round.",
  faultsHint:
    "With four meters something is wrong. Find out what from what the phone says, decide what to do at each door, and end the training when you are done.",
  ordersHint:
    "Two meters have an order. Set out, open Orders and ask the meter by radio: the car drives to it.",
  orderKept: "Nothing of it goes to the office.",
  radio: {
    none: "Set out first: the car asks the meter.",
    "listens-only": "Set out first: the car asks the meter.",
    "one-way": "Set out first: the car asks the meter.",
    ready: "The car drives to the meter and asks it with its next telegram.",
  },
  begin: "Start the training round",
  leave: "Back to the real rounds",
  drive: "Set out",
  driveHint: "The car goes where the guidance sends it. You read, look and decide.",
  speed: "Speed of the training",
  end: "End the training",
  done: "Training ended",
  read: "Points",
  visited: "Visited at the door",
  orders: "Orders carried out",
  ordersDone: "{{ done }} of {{ all }}",
  km: "Driven",
  minutes: "By the car's clock",
  faults: "What was wrong on purpose",
  fault: {
    "no-key": "The phone has no key for this meter. Send/Receive fetches it; what was heard is read then.",
    "wrong-key": "The key on the phone is not this meter's. The office has to enter the right one.",
    "other-meter": "The meter was exchanged: another number is heard here. Look at the number at the door.",
    "never-heard": "The meter sends nothing any more. Read it at the door and report it.",
  },
  wasThere: "You were at the door.",
  phoneSays: "The phone says:",
  goOn: "Go on with this training",
  visitKept: "Typed {{ time }}. Nothing of it goes to the office.",
  allDone: "End the training to see what was wrong on purpose.",
  throwAway: "Throw the training away",
  throwAwayHint: "Everything of it goes from this phone. Your rounds and telegrams are not touched.",
};

export const enTrainingErrors = {
  "training.only": "This is a training round: nothing is sent or fetched. Leave it to do that.",
};
