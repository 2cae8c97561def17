import { writeFileSync } from "node:fs";

/** A picture of black and white squares, such as a QR code with its quiet zone. */
export interface Squares {
  readonly size: number;
  isDark(x: number, y: number): boolean;
}

const [WIDTH, HEIGHT] = [640, 480];
const FRAMES_EACH = 4;

/** What a phone's screen shows one after another, as a camera sees it: YUV4MPEG2, 10 frames a second, for Chromium's made camera. */
export function writeQrVideo(path: string, pictures: readonly Squares[]): void {
  const parts: Buffer[] = [Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420\n`)];
  for (const picture of pictures) {
    const frame = Buffer.concat([
      Buffer.from("FRAME\n"),
      lumaOf(picture),
      Buffer.alloc((WIDTH * HEIGHT) / 2, 128),
    ]);
    for (let n = 0; n < FRAMES_EACH; n++) parts.push(frame);
  }
  writeFileSync(path, Buffer.concat(parts));
}

/** In the middle, on grey: Y from 16 (black) to 235 (white). */
function lumaOf({ size, isDark }: Squares): Buffer {
  const luma = Buffer.alloc(WIDTH * HEIGHT, 120);
  const scale = Math.floor((HEIGHT - 20) / size);
  const [left, top] = [Math.floor((WIDTH - scale * size) / 2), Math.floor((HEIGHT - scale * size) / 2)];
  for (let y = 0; y < scale * size; y++) {
    for (let x = 0; x < scale * size; x++) {
      const shade = isDark(Math.floor(x / scale), Math.floor(y / scale)) ? 16 : 235;
      luma[(top + y) * WIDTH + left + x] = shade;
    }
  }
  return luma;
}
