/** Ends a command that cannot go on: one sentence on stderr and the exit code (2 = wrong call, 1 = failed). */
export function exitWith(code: 1 | 2, sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}
