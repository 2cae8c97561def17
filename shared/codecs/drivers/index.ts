/** All drivers, sorted by name: one line each. */
import type { Driver } from "./driver.ts";
import { kamstrupFlowiq2200 } from "./kamstrup-flowiq-2200.driver.ts";
import { kamstrupKwm2231 } from "./kamstrup-kwm-2231.driver.ts";
import { kamstrupMultical21 } from "./kamstrup-multical-21.driver.ts";
import { kamstrupMultical302 } from "./kamstrup-multical-302.driver.ts";
import { kamstrupMultical303 } from "./kamstrup-multical-303.driver.ts";
import { kamstrupMultical402 } from "./kamstrup-multical-402.driver.ts";
import { kamstrupMultical403 } from "./kamstrup-multical-403.driver.ts";
import { kamstrupMultical602 } from "./kamstrup-multical-602.driver.ts";
import { kamstrupMultical603 } from "./kamstrup-multical-603.driver.ts";
import { kamstrupMultical803 } from "./kamstrup-multical-803.driver.ts";
import { kamstrupOmnipower } from "./kamstrup-omnipower.driver.ts";
import { kamstrupPressureSensor } from "./kamstrup-pressure-sensor.driver.ts";

export const DRIVERS: readonly Driver[] = [
  kamstrupFlowiq2200,
  kamstrupKwm2231,
  kamstrupMultical21,
  kamstrupMultical302,
  kamstrupMultical303,
  kamstrupMultical402,
  kamstrupMultical403,
  kamstrupMultical602,
  kamstrupMultical603,
  kamstrupMultical803,
  kamstrupOmnipower,
  kamstrupPressureSensor,
];
