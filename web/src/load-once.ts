/** What is fetched when it is first needed, once; one that could not be fetched is tried again the next time. */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    if (loaded) return loaded;
    const next = load();
    next.catch(() => {
      loaded = undefined;
    });
    loaded = next;
    return next;
  };
}
