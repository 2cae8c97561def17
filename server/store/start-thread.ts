import { Worker } from "node:worker_threads";

/** Starts one of the store's threads by the name of its file. From a bundle that stands beside this one; from source it needs tsx to read it. */
export function startThread(name: string, workerData?: unknown): Worker {
  if (!import.meta.url.endsWith(".ts")) {
    return new Worker(new URL(`./${name}.js`, import.meta.url), { workerData });
  }
  const tsx = import.meta.resolve("tsx/esm/api");
  const thread = new URL(`./${name}.ts`, import.meta.url).href;
  const start = `import { register } from "${tsx}"; register(); await import("${thread}");`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(start)}`), { workerData });
}
