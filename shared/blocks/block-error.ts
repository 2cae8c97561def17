/**
 * Why bytes are not a readable block, or a month cannot become one.
 * `newer-version` and `unknown-code` mean a newer program wrote it; the others mean damage or a caller's
 * mistake. `part` names what was being read.
 */
export interface BlockError {
  readonly kind:
    | "truncated"
    | "not-a-block"
    | "newer-version"
    | "wrong-checksum"
    | "unknown-code"
    | "malformed"
    | "not-in-order"
    | "not-a-month"
    | "not-exact";
  readonly part: "header" | "body" | "times" | "registers" | "rows";
}
