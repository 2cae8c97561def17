/** All drivers, sorted by name: one line each; and the one that reads every other meter. */
import { apatorAtWmbus08 } from "./apator-at-wmbus-08.driver.ts";
import { apatorAtWmbus162 } from "./apator-at-wmbus-16-2.driver.ts";
import { apatorAtWmbus172 } from "./apator-at-wmbus-17-2.driver.ts";
import { apatorEitn } from "./apator-eitn.driver.ts";
import { apatorNa1 } from "./apator-na-1.driver.ts";
import { apatorUltrimis } from "./apator-ultrimis.driver.ts";
import { axiomaQalcosonicW1 } from "./axioma-qalcosonic-w1.driver.ts";
import { bfw240Radio } from "./bfw-240-radio.driver.ts";
import { bmetersHydrocalM3 } from "./bmeters-hydrocal-m3.driver.ts";
import { bmetersHydroclima } from "./bmeters-hydroclima.driver.ts";
import { bmetersHydrodigit } from "./bmeters-hydrodigit.driver.ts";
import { bmetersIwmTx5 } from "./bmeters-iwm-tx5.driver.ts";
import { bmetersRfmAmb } from "./bmeters-rfm-amb.driver.ts";
import { bmetersRfmTx1 } from "./bmeters-rfm-tx1.driver.ts";
import { diehlIzar } from "./diehl-izar.driver.ts";
import type { Driver } from "./driver.ts";
import { eiElectronicsEi6500 } from "./ei-electronics-ei6500.driver.ts";
import { engelmannSensostar } from "./engelmann-sensostar.driver.ts";
import { engelmannWaterstarM } from "./engelmann-waterstar-m.driver.ts";
import { gavazziEm24 } from "./gavazzi-em24.driver.ts";
import { granSystemsElectricity } from "./gran-systems-electricity.driver.ts";
import { gwfWater } from "./gwf-water.driver.ts";
import { imeConto } from "./ime-conto.driver.ts";
import { imeNemo } from "./ime-nemo.driver.ts";
import { innotasEurisIi } from "./innotas-euris-ii.driver.ts";
import { kadenPicoflux } from "./kaden-picoflux.driver.ts";
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
import { lansenSensor } from "./lansen-sensor.driver.ts";
import { nzrDhz } from "./nzr-dhz.driver.ts";
import { qundisCaloric } from "./qundis-caloric.driver.ts";
import { qundisHeat } from "./qundis-heat.driver.ts";
import { qundisWater } from "./qundis-water.driver.ts";
import { schneiderIem3000 } from "./schneider-iem3000.driver.ts";
import { techemCompact5 } from "./techem-compact-5.driver.ts";
import { techemData3 } from "./techem-data-3.driver.ts";
import { techemRadio3 } from "./techem-radio-3.driver.ts";
import { techemRadio3a } from "./techem-radio-3a.driver.ts";
import { techemSmokeDetector } from "./techem-smoke-detector.driver.ts";
import { techemVario451 } from "./techem-vario-451.driver.ts";
import { zenner0b } from "./zenner-0b.driver.ts";
import { zennerC5Isf } from "./zenner-c5-isf.driver.ts";

export { generic } from "./generic.driver.ts";

export const DRIVERS: readonly Driver[] = [
  apatorAtWmbus08,
  apatorAtWmbus162,
  apatorAtWmbus172,
  apatorEitn,
  apatorNa1,
  apatorUltrimis,
  axiomaQalcosonicW1,
  bfw240Radio,
  bmetersHydrocalM3,
  bmetersHydroclima,
  bmetersHydrodigit,
  bmetersIwmTx5,
  bmetersRfmAmb,
  bmetersRfmTx1,
  diehlIzar,
  eiElectronicsEi6500,
  engelmannSensostar,
  engelmannWaterstarM,
  gavazziEm24,
  granSystemsElectricity,
  gwfWater,
  imeConto,
  imeNemo,
  innotasEurisIi,
  kadenPicoflux,
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
  lansenSensor,
  nzrDhz,
  qundisCaloric,
  qundisHeat,
  qundisWater,
  schneiderIem3000,
  techemCompact5,
  techemData3,
  techemRadio3,
  techemRadio3a,
  techemSmokeDetector,
  techemVario451,
  zenner0b,
  zennerC5Isf,
];
