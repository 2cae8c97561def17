import type { WeatherDay, WireWeather } from "../../../shared/model/weather.ts";
import { type Answer, call } from "./call.ts";

export const fetchWeather = (signal?: AbortSignal): Answer<WireWeather> =>
  call("GET", "/api/v1/weather", { signal });
export const importWeather = (days: readonly WeatherDay[]): Answer<WireWeather> =>
  call("PUT", "/api/v1/weather", { body: { days } });
