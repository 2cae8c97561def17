import { Worker } from "node:worker_threads";

/**
 * Starts `<name>.ts` or `<name>.js` as a thread. From a bundle the thread's file stands beside this
 * one; from source it needs tsx to read it.
 */
export function startWorker(name: `${string}-worker`, workerData: unknown): Worker {
  if (!import.meta.url.endsWith(".ts")) {
    return new Worker(new URL(`./${name}.js`, import.meta.url), { workerData });
  }
  const tsx = import.meta.resolve("tsx/esm/api");
  const thread = new URL(`./${name}.ts`, import.meta.url).href;
  const start = `import { register } from "${tsx}"; register(); await import("${thread}");`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(start)}`), { workerData });
}
