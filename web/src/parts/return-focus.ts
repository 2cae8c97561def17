import { onCleanup } from "solid-js";

/**
 * Whoever closes a sheet goes on by keys where it was opened from. Where that is gone, or a sheet led to another
 * page, the page itself takes the focus.
 */
export function returnFocus(): void {
  const opener = document.activeElement;
  // After the sheet's own end, which otherwise leaves the keys nowhere.
  onCleanup(() =>
    setTimeout(() => {
      const isNowhere = document.activeElement === null || document.activeElement === document.body;
      if (isNowhere && opener instanceof HTMLElement && opener.isConnected)
        opener.focus({ preventScroll: true });
    }),
  );
}
