import { parseArgs } from "node:util";
import { err, ok, type Result } from "../../shared/model/result.ts";

/** One flag a command takes. Every flag has a value: `--port 9000` or `--port=9000`. */
export interface FlagFact {
  readonly about: string;
  readonly otherwise?: string;
}

/** Reads a command's flags; the error is one sentence for the person who typed them. */
export function parseFlags<Name extends string>(
  args: readonly string[],
  facts: Readonly<Record<Name, FlagFact>>,
): Result<Readonly<Partial<Record<Name, string>>>, string> {
  const names = Object.keys(facts);
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      strict: true,
      allowPositionals: true,
    });
    if (positionals.length > 0) return err(`"${positionals[0]}" is not expected here. ${knownFlags(names)}`);
    return ok(values as Partial<Record<Name, string>>);
  } catch (error) {
    return err(flagProblem(error, names));
  }
}

function flagProblem(error: unknown, names: readonly string[]): string {
  const text = error instanceof Error ? error.message : String(error);
  const flag = /'(-[^' ]*)/.exec(text)?.[1] ?? "A flag";
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION")
    return `${flag} is not a flag of this command. ${knownFlags(names)}`;
  return `${flag} needs a value, for example ${flag} VALUE.`;
}

const knownFlags = (names: readonly string[]): string =>
  `It takes: ${names.map((name) => `--${name}`).join(", ")}.`;

/** A whole number in a range; the error is one sentence. */
export function wholeNumber(
  text: string,
  flag: string,
  range: { readonly from: number; readonly to: number },
): Result<number, string> {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= range.from && value <= range.to) return ok(value);
  return err(`${flag} takes a whole number from ${range.from} to ${range.to}, not "${text}".`);
}
