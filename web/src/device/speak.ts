/** For somebody who looks at the road: what is wrong is said aloud and felt. */
export function speakAloud(text: string, language: string): void {
  if (!("speechSynthesis" in globalThis)) return;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = language;
  // What was said before is no longer true.
  speechSynthesis.cancel();
  speechSynthesis.speak(utterance);
}

const ALARM_MS = [400, 200, 400, 200, 800];

export function vibrateAlarm(): void {
  if ("vibrate" in navigator) navigator.vibrate(ALARM_MS);
}

/** A short one, for something new to do. */
export function vibrateNote(): void {
  if ("vibrate" in navigator) navigator.vibrate(120);
}

export const canSpeak = (): boolean => "speechSynthesis" in globalThis;
