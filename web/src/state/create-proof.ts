import type { Accessor } from "solid-js";
import type { ProofQuestion, WireProof } from "../../../shared/analysis/prove-use.ts";
import { fetchProof } from "../api/call-server.ts";
import { type Call, createCall } from "./create-call.ts";

/** What stands behind one number of a point. */
export type ProofCall = Call<ProofQuestion & { readonly id: string }, WireProof>;

export const createProof = (
  question: Accessor<(ProofQuestion & { readonly id: string }) | undefined>,
): ProofCall => createCall(question, (asked, signal) => fetchProof(asked.id, asked, signal));
