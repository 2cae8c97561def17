import { type Component, lazy, Suspense } from "solid-js";

/** A part whose code is fetched when it is needed: its own place is empty until then, what stands around it stays. */
export function lazyPart<Props extends object>(load: () => Promise<Component<Props>>): Component<Props> {
  const Part: Component<Props> = lazy(async () => ({ default: await load() }));
  return (props) => (
    <Suspense>
      <Part {...props} />
    </Suspense>
  );
}
