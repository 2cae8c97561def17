import type {
  MachineScope,
  WireMachineTokens,
  WireNewMachineToken,
} from "../../../shared/model/machine-token.ts";
import { type Answer, call } from "./call.ts";

export const fetchMachineTokens = (signal?: AbortSignal): Answer<WireMachineTokens> =>
  call("GET", "/api/v1/machine-tokens", { signal });
export const makeMachineToken = (wish: {
  readonly name: string;
  readonly scope: MachineScope;
}): Answer<WireNewMachineToken> => call("POST", "/api/v1/machine-tokens", { body: wish });
export const revokeMachineToken = (id: string): Answer<WireMachineTokens> =>
  call("DELETE", `/api/v1/machine-tokens/${encodeURIComponent(id)}`);
