const count = new Intl.NumberFormat("en-GB");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** Work at the desk on many points: picking, columns, groups, meters in stock. */
export const enDesk = {
  pick: {
    one: "Pick {{ name }}",
    all: "Pick all that are shown",
    allHint: "Pick all that are shown (Ctrl+A). Shift picks a range, Space one.",
    bar: "Picked points",
    count: (n: number) => `${many(n, "point", "points")} picked`,
    round: "Make a round",
    csv: "Export",
    picked: "Picked points",
    change: "Pick in the list",
    clear: "Pick none",
  },
  columns: {
    label: "Columns",
    earlier: "Move {{ name }} to the left",
    later: "Move {{ name }} to the right",
    usual: "As many as there is room for",
    postalCode: "Postal code",
    city: "City",
    unit: "Unit",
  },
};
