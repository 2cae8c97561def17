import { err, ok, type Result } from "../../../shared/model/result.ts";
import { type ReadCodes, takePicture } from "./code-picture.ts";

export type CameraFault = "camera.none" | "camera.denied" | "camera.insecure";

/** Between two looks: several a second, with time left for everything else the phone does. */
const LOOK_MS = 110;

/**
 * Shows the camera at the back in `video` and tells of each code in sight, as `openReader`'s reader finds
 * them. Returns how to stop, or why there is no camera.
 */
export async function watchCodes(
  video: HTMLVideoElement,
  openReader: () => Promise<ReadCodes>,
  onText: (text: string) => void,
): Promise<Result<() => void, CameraFault>> {
  if (!("mediaDevices" in navigator)) return err("camera.insecure");
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: "environment", width: { ideal: 1280 } },
    });
  } catch (error) {
    const isDenied = error instanceof DOMException && error.name === "NotAllowedError";
    return err(isDenied ? "camera.denied" : "camera.none");
  }
  video.srcObject = stream;
  await video.play();
  const read = await openReader();
  let isStopped = false;
  const look = async (): Promise<void> => {
    if (isStopped) return;
    if (video.videoWidth > 0) {
      for (const text of await read(takePicture(video, video.videoWidth, video.videoHeight))) onText(text);
    }
    setTimeout(() => void look(), LOOK_MS);
  };
  void look();
  return ok(() => {
    isStopped = true;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  });
}
