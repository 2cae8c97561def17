/** Colours for what is drawn on canvas, by token: resolved by the browser, so that both themes work. */
export function readColours<Name extends string>(
  tokens: Readonly<Record<Name, string>>,
  within: Element = document.documentElement,
): Record<Name, string> {
  const probe = document.createElement("span");
  probe.hidden = true;
  within.append(probe);
  const resolve = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const names = Object.keys(tokens) as Name[];
  const colours = Object.fromEntries(names.map((name) => [name, resolve(tokens[name])])) as Record<
    Name,
    string
  >;
  probe.remove();
  return colours;
}
