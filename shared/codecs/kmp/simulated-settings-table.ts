/**
 * Settings of the simulator's meter, and of no other: which registers a real meter keeps its own in, and how they
 * are written, is not published. A meter that takes them says the type below, which no maker has.
 *
 * | register | what |
 * | --- | --- |
 * | F000, F001 | configuration changes made, and how many it logs |
 * | F010 | minutes between two rows of its log |
 * | F020–F022 | what its tariff goes by, limits 2 and 3 in thousandths |
 * | F030–F034 | input (0 A, 1 B), millilitres a pulse, start in m³ and litres, serial number behind it |
 * | F040, F041 | radio content, seconds between two telegrams |
 * | F0FF | what of the above that was written takes effect, as one change |
 */
export const SIMULATED_TYPE = 0x5253;
export const CHANGES_USED = 0xf000;
export const CHANGES_MOST = 0xf001;
export const COMMIT = 0xf0ff;

export const SETTINGS = {
  "logging-interval": [0xf010],
  tariff: [0xf020, 0xf021, 0xf022],
  "pulse-input": [0xf030, 0xf031, 0xf032, 0xf033, 0xf034],
  "radio-content": [0xf040, 0xf041],
} as const;
export type SettingKind = keyof typeof SETTINGS;

/** What is written to `COMMIT`. */
export const COMMIT_CODES: Readonly<Record<SettingKind, number>> = {
  "logging-interval": 1,
  tariff: 2,
  "pulse-input": 3,
  "radio-content": 4,
};
