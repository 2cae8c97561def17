import { type Accessor, createMemo, createSignal, onCleanup } from "solid-js";
import type { PressurePath, WireProfile } from "../../../shared/model/pressure-path.ts";
import { fetchLive } from "../api/live-calls.ts";
import { fetchPaths, fetchProfile, removePath, savePath } from "../api/path-calls.ts";
import { createCall } from "./create-call.ts";
import { useOffice } from "./office.ts";

/** What was done to a path and can be taken back. */
export interface PathStep {
  readonly what: "made" | "changed" | "removed";
  readonly path: PressurePath;
  readonly before?: PressurePath;
}

/** Paths along pipes, by name. */
export interface Paths {
  readonly list: Accessor<readonly PressurePath[] | undefined>;
  readonly failure: Accessor<string | undefined>;
  readonly fault: Accessor<string | undefined>;
  readonly isBusy: Accessor<boolean>;
  readonly lastStep: Accessor<PathStep | undefined>;
  reload(): void;
  forgetFault(): void;
  save(path: PressurePath): Promise<boolean>;
  remove(path: PressurePath): Promise<boolean>;
  undo(): Promise<void>;
}

export function createPaths(): Paths {
  const call = createCall(
    () => "paths",
    (_, signal) => fetchPaths(signal),
    { as: () => "paths" },
  );
  const [isBusy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string>();
  const [lastStep, setLastStep] = createSignal<PathStep>();
  const list = (): readonly PressurePath[] | undefined => call.answered()?.value.paths;
  const run = async (
    ask: () => ReturnType<typeof savePath>,
    step: PathStep | undefined,
  ): Promise<boolean> => {
    setBusy(true);
    setFault(undefined);
    const answer = await ask();
    setBusy(false);
    if (!answer.ok) setFault(answer.error.code);
    else setLastStep(step);
    call.reload();
    return answer.ok;
  };
  return {
    list,
    failure: () => (call.isLoading() ? undefined : list() ? undefined : call.error()?.code),
    fault,
    isBusy,
    lastStep,
    reload: call.reload,
    forgetFault: () => setFault(undefined),
    save(path) {
      const before = list()?.find(({ id }) => id === path.id);
      return run(() => savePath(path), {
        what: before ? "changed" : "made",
        path,
        ...(before ? { before } : {}),
      });
    },
    remove: (path) => run(() => removePath(path.id), { what: "removed", path }),
    async undo() {
      const step = lastStep();
      if (!step) return;
      const { what, path, before = path } = step;
      await run(() => (what === "made" ? removePath(path.id) : savePath(before)), undefined);
    },
  };
}

/** Points that tell a pressure: whoever makes a path most likely wants these. */
export function createPressurePoints(): Accessor<readonly { readonly id: string; readonly name: string }[]> {
  const call = createCall(
    () => "live",
    (_, signal) => fetchLive(signal),
    { as: () => "live", isQuiet: true },
  );
  return createMemo(() =>
    (call.answered()?.value.points ?? [])
      .filter(({ latest }) => latest?.values.some(({ register }) => register === "P1" || register === "P2"))
      .map(({ id, address, number }) => ({ id, name: address || number })),
  );
}

export interface ProfileQuestion {
  readonly path: PressurePath;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface MeasuredPath {
  readonly profile: Accessor<WireProfile | undefined>;
  readonly failure: Accessor<string | undefined>;
  readonly isLoading: Accessor<boolean>;
  reload(): void;
}

const AGAIN_MS = 5000;

/** What the stops of a path measured on a day; followed while the day runs. */
export function createProfile(question: Accessor<ProfileQuestion | undefined>): MeasuredPath {
  const { changes } = useOffice();
  const asked = createMemo(question, undefined, {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  const call = createCall(
    asked,
    ({ path, ...span }, signal) => fetchProfile({ id: path.id, ...span }, signal),
    { as: ({ path, fromMs, toMs }) => `profile/${path.id}/${fromMs}/${toMs}` },
  );
  const profile = (): WireProfile | undefined => {
    const answered = call.answered();
    return answered?.question.path.id === asked()?.path.id ? answered?.value : undefined;
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = changes.watch({
    onChanges(arrived) {
      const ours = new Set(profile()?.path.stops.map(({ pointId }) => pointId));
      const isOurs = arrived.some((change) =>
        ours.has(change.kind === "reading" ? change.pointId : change.point.id),
      );
      if (!isOurs || (asked()?.toMs ?? 0) < Date.now()) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        call.reload();
      }, AGAIN_MS);
    },
    onReset: call.reload,
  });
  onCleanup(() => {
    stop();
    clearTimeout(timer);
  });
  return {
    profile,
    failure: () => (call.isLoading() || profile() ? undefined : call.error()?.code),
    isLoading: call.isLoading,
    reload: call.reload,
  };
}
