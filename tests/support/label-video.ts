import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";

const FIXTURES = join(import.meta.dirname, "../fixtures");

/** Pictures of meters' labels: rendered by zint 2.11, slanted, dimmed, noisy and blurred by ImageMagick. */
export const LABELS = {
  /** Bars (Code 128) that say 60000001. */
  old: join(FIXTURES, "label-code-128.png"),
  /** Squares (Data Matrix) that say KAM;69012345;2026. */
  new: join(FIXTURES, "label-data-matrix.png"),
} as const;

/** A label before the camera, as Chromium's made one plays it: YUV4MPEG2, 10 frames a second. */
export function writeLabelVideo(path: string, label: string): void {
  const { width, height, grey } = readGreyPng(readFileSync(label));
  const frame = Buffer.concat([Buffer.from("FRAME\n"), grey, Buffer.alloc((width * height) / 2, 128)]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`);
  writeFileSync(path, Buffer.concat([head, frame, frame, frame, frame]));
}

/** An 8-bit grey PNG without interlacing (ISO/IEC 15948), its five filters undone. */
function readGreyPng(bytes: Buffer): {
  readonly width: number;
  readonly height: number;
  readonly grey: Buffer;
} {
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const parts: Buffer[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const raw = inflateSync(Buffer.concat(parts));
  const grey = Buffer.alloc(width * height);
  const at = (x: number, y: number): number => (x < 0 || y < 0 ? 0 : (grey[y * width + x] ?? 0));
  for (let n = 0; n < grey.length; n++) {
    const [x, y] = [n % width, Math.floor(n / width)];
    const filter = raw[y * (width + 1)] ?? 0;
    const [left, up, corner] = [at(x - 1, y), at(x, y - 1), at(x - 1, y - 1)];
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
    grey[n] = ((raw[y * (width + 1) + 1 + x] ?? 0) + guess) & 0xff;
  }
  return { width, height, grey };
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const far = (one: number): number => Math.abs(guess - one);
  if (far(left) <= far(up) && far(left) <= far(corner)) return left;
  return far(up) <= far(corner) ? up : corner;
}
