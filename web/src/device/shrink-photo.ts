import { err, ok, type Result } from "../../../shared/model/result.ts";

/** Enough to read a display and a seal by. */
const LONGEST_PX = 1600;
/** The server takes two megabytes; a worse picture that arrives is better than a good one that does not. */
const MOST_BYTES = 1_500_000;
const QUALITIES = [0.82, 0.65, 0.45];

/** A photo as a JPEG of at most 1600 pixels, upright, without what the camera wrote beside it (place, serial number). */
export async function shrinkPhoto(file: Blob): Promise<Result<Uint8Array, "photo.unreadable">> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return err("photo.unreadable");
  }
  const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(picture.width * scale)),
    Math.max(1, Math.round(picture.height * scale)),
  );
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of QUALITIES) {
    const jpeg = await canvas.convertToBlob({ type: "image/jpeg", quality });
    if (jpeg.size <= MOST_BYTES || quality === QUALITIES.at(-1))
      return ok(new Uint8Array(await jpeg.arrayBuffer()));
  }
  return err("photo.unreadable");
}
