/**
 * Heat coefficient of water as a heat meter applies it: E = V · (t1 − t2) · k.
 * k = density at the flow sensor × mean specific heat between the two temperatures, at 16 bar
 * (EN 1434-1:2022, annex A; OIML R 75-1). Both properties are polynomials in °C, good to 0.02 % of k
 * between 5 and 120 °C.
 */

/** kg/m³ at 16 bar. */
export const waterDensity = (celsius: number): number =>
  1000.72223 +
  celsius * (0.0312353802 + celsius * (-0.00679685659 + celsius * (3.14840895e-5 - 8.28114982e-8 * celsius)));

/** kJ/(kg·K) at 16 bar, for the middle of the two temperatures. */
const specificHeat = (celsius: number): number =>
  4.20562643 +
  celsius *
    (-0.00188390199 + celsius * (3.72045406e-5 + celsius * (-2.67450215e-7 + 9.47320684e-10 * celsius)));

/** kWh/(m³·K). `sensorCelsius` is the water's temperature where the volume is measured. */
export const heatCoefficient = (sensorCelsius: number, middleCelsius: number): number =>
  (waterDensity(sensorCelsius) * specificHeat(middleCelsius)) / 3600;
