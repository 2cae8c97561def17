/**
 * For `onOpenAutoFocus`: what opens has the focus with the moment it is there, in the field made to be first
 * (`data-first`), else as a whole, so that no button looks chosen before anybody chose.
 *
 * Left to itself the library moves the focus a task later, away from what somebody has chosen meanwhile: a quick
 * "Delete" became "Close".
 */
export function focusAsItOpens(event: Event): void {
  const opened = event.target;
  if (!(opened instanceof HTMLElement)) return;
  event.preventDefault();
  (opened.querySelector<HTMLElement>("[data-first]") ?? opened).focus({ preventScroll: true });
}

/** The same for what has no frame of its own to be in: a list of boxes, a filter's fields. */
export function focusFirstAsItOpens(event: Event): void {
  const opened = event.target;
  if (!(opened instanceof HTMLElement)) return;
  event.preventDefault();
  const first = opened.querySelector<HTMLElement>(
    ":is(input, select, textarea, button, a[href]):not(:disabled)",
  );
  (first ?? opened).focus({ preventScroll: true });
}
