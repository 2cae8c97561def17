/** A choice kept on this browser. Where storage is blocked it holds until the page closes. */
export interface StoredChoice {
  read(): string | null;
  write(value: string | null): void;
}

export function makeStoredChoice(name: string): StoredChoice {
  const key = `rounds.${name}`;
  let kept: string | null = null;
  return {
    read() {
      try {
        return kept ?? localStorage.getItem(key);
      } catch {
        return kept;
      }
    },
    write(value) {
      kept = null;
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        // Storage is blocked or full. Anywhere else `kept` would outlive what another tab took away.
        kept = value;
      }
    },
  };
}
