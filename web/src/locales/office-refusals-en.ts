/** Sentences for refusals that only screens of the office can meet. */
export const enOfficeErrors = {
  "weather.invalid": "The weather is not valid: each day once, with its mean in °C.",
  "custom-fields.invalid": "One of the fields is not valid. Look at its name, what it holds and its choices.",
  "retention.preview-needed":
    "Look at what would go with these numbers first, then switch it on within the hour.",
  "hold.not-found": "This legal hold has been released already.",
  "point.number-taken": "Another metering point has this number already. Choose another number.",
  "point.other-area": "You may make metering points in your own areas. Choose one of them.",
  "finding.not-found": "There is no such finding.",
  "reading.not-found": "There is no reading of this meter at this moment.",
  "edit.not-found": "This edit was taken back already.",
  "edit.not-newest": "A newer change of this value stands. Take that one back first.",
  "reading.taken-back":
    "This value was taken back and does not count any more. Correct the measured value, or enter an estimate.",
  "reading.by-hand":
    "A reading by hand stands at this moment already. Correct that one, or take back the change that made it.",
  "value.beyond-register":
    "No register of this meter has so many digits. Look at the value and where its decimals begin.",
  "value.below-before":
    "The meter said more before that. Look again; if it is right all the same, say so and send it once more.",
  "value.above-after":
    "The meter said less after that. Look again; if it is right all the same, say so and send it once more.",
  "value.too-fast":
    "No meter of this kind counts so much in the time between its readings. Look again; if it is right all the same, say so and send it once more.",
  "period.locked":
    "This moment lies in a period that was billed. Move the lock back first; that is written down.",
  "block.not-found": "There are no readings of this meter in this month.",
  "block.damaged":
    "The readings of this month are damaged on the server. Ask an administrator to restore them from a backup or to import them again.",
  "telegram.not-found": "This telegram is no longer kept. Frames are kept for 35 days.",
  "gateway.wrong-token": "The gateway's token is missing or wrong.",
  "ingest.not-hex": "A telegram is not hexadecimal text.",
  "ingest.bad-time": "A telegram has no valid time of reception.",
  "ingest.too-many": "Too many telegrams at once.",
  "ingest.disk-full": "The server's disk is full.",
  "ingest.overloaded": "The server is catching up. Try again in a moment.",
  "password.too-short":
    "The password is too short. Take at least 12 characters; several words are easy to keep.",
  "password.too-long": "The password is too long. Take at most 256 characters.",
  "password.too-common": "This password is one of those guessed first. Take several words of your own.",
  "password.related": "This password is made of your name or the utility's. Take several words of your own.",
  "password.wrong": "The current password is not right. The password was not changed.",
  "person.not-found": "There is nobody with this id.",
  "person.user-taken": "Somebody has this user name already. Choose another.",
  "person.last-administrator":
    "This is the last administrator who can sign in. Make somebody else an administrator first.",
  "role.not-found": "There is no such role: there are user, superuser and administrator.",
  "role.fixed": "An administrator may do everything; that cannot be changed.",
  "role.access-control": "Access control stays with administrators; no other role can have it.",
  "invitation.invalid": "This link was used, replaced, or is too old. Ask an administrator for a new one.",
};
