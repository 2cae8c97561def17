/** Machines that bring or ask something by themselves, and their tokens. */
export const enMachines = {
  nav: "Machines",
  title: "Machines",
  intro:
    "A machine of yours that brings or asks something by itself shows a token instead of a password. The token is shown once, when it is made; Rounds keeps only its fingerprint. Revoke it when it may have been seen by others.",
  loading: "Loading the machines",
  failed: "The machines could not be loaded",
  none: "No machine has a token yet.",
  name: "Name of the machine",
  nameHint: "Its name stands in the audit log with everything it brings.",
  scope: "It may",
  scopes: {
    weather: "Bring mean outdoor temperatures",
    billing: "Ask what was used, for billing",
  },
  make: "Make a token",
  made: "The token of {{ name }}. Copy it now: it is not shown again.",
  copy: "Copy",
  copied: "Copied",
  how: {
    weather: "This brings a day’s mean temperature, in °C:",
    billing: "This asks what was used at all points in a month:",
  },
  used: "last used {{ time }}",
  unused: "never used",
  by: "made by {{ name }}, {{ time }}",
  revoked: "revoked {{ time }}",
  revoke: "Revoke",
  revokeSure: "Revoke now",
  keep: "Keep",
};

export const enMachineErrors = {
  "machine-token.wrong":
    "The token is missing, wrong or revoked. Make a new one under Administration, Machines.",
  "export.too-many": "Two questions of this token are being answered already. Ask again in a moment.",
  "export.busy": "The server is answering as many machines as it can. Ask again in a moment.",
  "machine-token.other-scope": "This token is good for something else. Make one for this.",
  "machine-token.not-found": "This token is gone or was revoked already.",
};
