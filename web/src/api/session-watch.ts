/** Any call may be the first to learn that nobody is signed in any more; whoever listens here hears it. */
const listeners = new Set<() => void>();

export function watchSessionEnd(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Every call's refusal passes here. */
export function noteRefusal(code: string): void {
  if (code === "session.needed") for (const listener of listeners) listener();
}
