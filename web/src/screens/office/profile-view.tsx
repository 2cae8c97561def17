import ImageDown from "lucide-solid/icons/image-down";
import Printer from "lucide-solid/icons/printer";
import { type Accessor, createMemo, createSignal, type JSX, Show } from "solid-js";
import {
  lowestMoment,
  type Profile,
  profileAt,
  rangeOf,
} from "../../../../shared/analysis/pressure-profile.ts";
import type { WireProfile } from "../../../../shared/model/pressure-path.ts";
import { type ShownPressure, stepOfLoss, stepOfPressure } from "../../live/prove-pressure.ts";
import { type PressureRegister, type StopPressure, stopPressure } from "../../live/stop-pressure.ts";
import { useWords } from "../../locales/words.ts";
import { Button, IconButton } from "../../parts/button.part.tsx";
import { FormNote } from "../../parts/form.part.tsx";
import { type DrawnProfile, ProfileChart } from "../../parts/profile-chart.part.tsx";
import { ProfileTable, type ProvenPressure } from "../../parts/profile-table.part.tsx";
import { savePicture } from "../../parts/save-picture.ts";
import { type Segment, Segmented } from "../../parts/segmented.part.tsx";
import { writeDate } from "../../period/period.ts";
import { copyTable, saveBlob, saveTable } from "../../state/keep-text.ts";
import { useOffice } from "../../state/office.ts";
import { proofTrail } from "../../state/proof-trail.ts";
import { LastKnown } from "./last-known.tsx";
import { PathEvents } from "./path-events.tsx";
import { type Moment, TimeBar } from "./profile-moment.tsx";

const REGISTERS: readonly PressureRegister[] = ["P1", "P2"];

/** One pressure along the path: what its stops measured on the day, and how it stands at the moment. */
interface Measured {
  readonly register: PressureRegister;
  readonly stops: readonly StopPressure[];
  readonly profile: Profile;
}

/** The pressures at least one stop has. */
function createMeasured(
  profile: Accessor<WireProfile>,
  atMs: Accessor<number>,
): Accessor<readonly Measured[]> {
  const days = createMemo(() =>
    REGISTERS.map((register) => ({
      register,
      stops: profile().stops.map((stop) => stopPressure(stop, register)),
    })).filter(({ stops }) => stops.some(({ timesMs }) => timesMs.length > 0)),
  );
  const medium = () => profile().stops[0]?.medium ?? "other";
  return createMemo(() => days().map((day) => ({ ...day, profile: profileAt(day.stops, atMs(), medium()) })));
}

function drawnOf({ stops }: WireProfile, measured: readonly Measured[]): DrawnProfile {
  const along = (measured[0]?.profile.places ?? []).flatMap(({ alongM }) => alongM ?? []);
  return {
    alongM: along.length === stops.length ? along : undefined,
    heights: stops.map(({ heightM }) => heightM),
    lines: measured.map((one) => ({
      register: one.register,
      values: one.profile.places.map(({ bar }) => bar),
      ranges: one.stops.map(rangeOf),
    })),
  };
}

/** A path at one moment of a day: chart, time, and each section's loss. */
export function ProfileView(props: { readonly profile: WireProfile; readonly moment: Moment }): JSX.Element {
  const [shown, setShown] = createSignal<PressureRegister | "both">("P1");
  const measured = createMeasured(() => props.profile, props.moment.atMs);
  const current = (): Measured | undefined =>
    measured().find((one) => one.register === shown()) ?? measured()[0];
  return (
    <Show
      when={current()}
      fallback={
        <>
          <TimeBar moment={props.moment} lowest={undefined} />
          <LastKnown stops={props.profile.stops} isToday={props.moment.isToday()} />
          <PathEvents stops={props.profile.stops} moment={props.moment} />
        </>
      }
    >
      {(one) => (
        <>
          <TimeBar moment={props.moment} lowest={lowestMoment(one().stops)} />
          <Late one={one()} moment={props.moment} />
          <DrawnPath
            profile={props.profile}
            measured={measured()}
            current={one()}
            drawn={shown() === "both" ? measured() : [one()]}
            shown={shown() === "both" ? "both" : one().register}
            atMs={props.moment.atMs()}
            onShow={setShown}
          />
          <PathEvents stops={props.profile.stops} moment={props.moment} />
        </>
      )}
    </Show>
  );
}

/** At a moment near which nothing was read: when the last was, and the way there. */
function Late(props: { readonly one: Measured; readonly moment: Moment }): JSX.Element {
  const words = useWords();
  const lastMs = (): number | undefined => {
    const before = props.one.stops.flatMap(({ timesMs }) =>
      timesMs.filter((ms) => ms <= props.moment.atMs()),
    );
    return before.length === 0 ? undefined : Math.max(...before);
  };
  return (
    <Show when={props.one.profile.places.every(({ bar }) => bar === undefined)}>
      <div class="pressure-step">
        <FormNote text={words.t(props.moment.isNow() ? "path.lateNow" : "path.late")} />
        <Show when={lastMs()}>
          {(ms) => (
            <Button
              label={words.t("path.showLast", { time: words.formats().dateTime(ms()) })}
              onPress={() => props.moment.goTo(ms())}
            />
          )}
        </Show>
      </div>
    </Show>
  );
}

interface DrawnPathProps {
  readonly profile: WireProfile;
  readonly measured: readonly Measured[];
  /** Whose losses the table tells. */
  readonly current: Measured;
  /** Those on the chart. */
  readonly drawn: readonly Measured[];
  readonly shown: PressureRegister | "both";
  readonly atMs: number;
  readonly onShow: (shown: PressureRegister | "both") => void;
}

function DrawnPath(props: DrawnPathProps): JSX.Element {
  const words = useWords();
  const { theme } = useOffice();
  let section: HTMLElement | undefined;
  const drawn = createMemo(() => drawnOf(props.profile, props.drawn));
  const at = (): string => words.formats().dateTime(props.atMs);
  const fileName = (): string =>
    `${props.profile.path.name} ${writeDate(props.atMs, props.profile.timeZone)}`;
  const say = (n: number): string => {
    const { number } = words.formats();
    const along = drawn().alongM?.[n];
    const bars = props.measured.map(({ register, profile }) => {
      const bar = profile.places[n]?.bar;
      return `${register} ${bar === undefined ? "–" : `${number(bar, 3)} bar`}`;
    });
    return [
      props.profile.stops[n]?.name ?? "",
      ...(along === undefined ? [] : [`${number(along)} m`]),
      ...bars,
    ].join(" · ");
  };
  const shownAt = (n: number): ShownPressure | undefined => {
    const { register, profile } = props.current;
    const [stop, place] = [props.profile.stops[n], profile.places[n]];
    if (!stop || place?.bar === undefined || place.atMs === undefined) return undefined;
    return { stop, register, atMs: place.atMs, bar: place.bar };
  };
  const prove = ({ stop, isLoss }: ProvenPressure): void => {
    const [before, here] = [shownAt(stop - 1), shownAt(stop)];
    const lossBar = props.current.profile.sections[stop - 1]?.lossBar;
    if (!here) return;
    if (!isLoss) {
      const step = stepOfPressure(here, words);
      if (step) proofTrail.open(step);
    } else if (before && lossBar !== undefined) {
      proofTrail.open(stepOfLoss({ before, here, lossBar }, words));
    }
  };
  const keepPicture = (): Promise<void> =>
    savePicture(section, { title: props.profile.path.name, lines: [at()] }, (picture) =>
      saveBlob(`${fileName()}.png`, picture),
    );
  return (
    <section class="pressure-path" ref={section}>
      <Show when={drawn().alongM === undefined}>
        <FormNote text={words.t("path.noWay")} />
      </Show>
      <ProfileChart
        drawn={drawn()}
        label={words.t("path.chart", { name: props.profile.path.name, time: at() })}
        sayStop={say}
        repaint={theme.repaint()}
      />
      <PathTools {...props} onPicture={() => void keepPicture()} />
      <ProfileTable
        register={props.current.register}
        stops={props.profile.stops}
        measured={props.current.stops}
        profile={props.current.profile}
        onCopy={copyTable}
        onProve={prove}
        onCsv={(table) => saveTable(`${fileName()}.csv`, table, words.formats().decimal("0.5").charAt(1))}
      />
    </section>
  );
}

function PathTools(props: DrawnPathProps & { readonly onPicture: () => void }): JSX.Element {
  const words = useWords();
  const segments = (): readonly Segment<PressureRegister | "both">[] => [
    ...props.measured.map(({ register }) => ({
      value: register,
      label: `${register} · ${words.t(`register.${register}`)}`,
    })),
    ...(props.measured.length > 1 ? [{ value: "both", label: words.t("path.both") } as const] : []),
  ];
  return (
    <div class="pressure-time">
      <Segmented
        name="pressure-register"
        label={words.t("path.register")}
        value={props.shown}
        onChoose={props.onShow}
        segments={segments()}
      />
      <div class="pressure-tools">
        <IconButton
          label={words.t("charts.picture")}
          icon={<ImageDown size={16} aria-hidden="true" />}
          onPress={() => props.onPicture()}
        />
        <IconButton
          label={words.t("charts.print")}
          icon={<Printer size={16} aria-hidden="true" />}
          onPress={() => print()}
        />
      </div>
    </div>
  );
}
