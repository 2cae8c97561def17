import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** The decoder as a phone loads it: bundled and minified by the tool the product is built with. */
const root = join(import.meta.dirname, "../..");

/** Everything that turns bytes into named values, drivers included; makers' own payloads apart. */
const DECODER = `
  export { parseHex } from "./shared/codecs/bytes/hex.ts";
  export { decode } from "./shared/codecs/decode.ts";
  export { decodeOptical } from "./shared/codecs/decode-optical.ts";
  export { createFormatStore } from "./shared/codecs/wmbus/format-store.ts";
  export { formatScaled } from "./shared/model/scaled.ts";
`;
const PROPRIETARY = `export { PAYLOAD_CODECS } from "./shared/codecs/proprietary/index.ts";`;

/** Both in one go, in chunks of their own: what they share counts for the decoder, which is there first. */
async function bundle(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { outputFiles } = await build({
    stdin: {
      contents: `${DECODER} export const loadPayloadCodecs = () => import("makers");`,
      resolveDir: root,
      sourcefile: "decoder.ts",
      loader: "ts",
    },
    plugins: [
      {
        name: "makers",
        setup(setup) {
          setup.onResolve({ filter: /^makers$/ }, () => ({ path: "makers", namespace: "makers" }));
          setup.onLoad({ filter: /.*/, namespace: "makers" }, () => ({
            contents: PROPRIETARY,
            resolveDir: root,
            loader: "ts",
          }));
        },
      },
    ],
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    outdir: "out",
    write: false,
    logLevel: "silent",
  });
  return new Map(outputFiles.map(({ path, contents }) => [path, contents]));
}

export interface DecoderSize {
  /** Gzip bytes of decoder and drivers, and of what a maker's own format needs beyond them. */
  readonly decoderBytes: number;
  readonly proprietaryBytes: number;
}

const gzipBytes = (files: readonly Uint8Array[]): number =>
  files.reduce((sum, contents) => sum + gzipSync(contents, { level: 9 }).length, 0);

export async function measureDecoderSize(): Promise<DecoderSize> {
  const files = [...(await bundle())];
  const isMakers = (path: string): boolean => /makers/.test(path);
  return {
    decoderBytes: gzipBytes(files.filter(([path]) => !isMakers(path)).map(([, contents]) => contents)),
    proprietaryBytes: gzipBytes(files.filter(([path]) => isMakers(path)).map(([, contents]) => contents)),
  };
}

/** A program for a browser whose exports are in the global `globalName`. */
export async function bundleForBrowser(entryFile: string, globalName: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entryFile],
    globalName,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}
