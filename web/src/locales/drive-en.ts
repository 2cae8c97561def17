const count = new Intl.NumberFormat("en-GB");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** Sentences of reading and meeting on the road. */
export const enDrive = {
  handover: {
    title: "Meet another car",
    hint: "Without network: both phones have the same round. One shows, the other scans; then the other way round.",
    show: "Show",
    scan: "Scan",
    code: "Code {{ n }} of {{ total }}",
    camera: "What the camera sees",
    looking: "Hold the other phone's code before the camera",
    seen: "{{ have }} of {{ total }} parts seen",
    added: (n: number) => `Received: ${many(n, "point", "points")} more are read`,
    save: "Save as file",
    open: "Open a file",
  },
  find: {
    label: "Find address, serial number or customer",
    clear: "Clear what is looked for",
    stuck: "Only what something keeps from being read",
    none: "No point of this round matches.",
  },
  guide: {
    metres: "{{ metres }} m",
    expected: (n: number) => `about ${many(n, "meter", "meters")}`,
    speed: "up to {{ speed }} km/h",
    wait: "Wait here a moment",
    spoken: ({
      address,
      metres,
      meters,
    }: {
      readonly address: string;
      readonly metres: number;
      readonly meters: number;
    }) => `Next: ${address}, ${many(metres, "metre", "metres")}, about ${many(meters, "meter", "meters")}`,
    none: "Nothing is likely to be heard from the car any more, or your position is not known.",
    ride: "Ride along",
    endRide: "End the ride",
  },
};
