/**
 * Names commands: the same one, sent again because its answer was lost, has the same name, by which the server knows that
 * it was carried out. Anything else said is another command.
 */
export function createCommandId(): (command: object) => string {
  let last: { readonly text: string; readonly id: string } | undefined;
  return (command) => {
    const text = JSON.stringify(command);
    if (last?.text !== text) last = { text, id: crypto.randomUUID() };
    return last.id;
  };
}
