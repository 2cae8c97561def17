import { type Accessor, createSignal, onCleanup } from "solid-js";
import { serialOf } from "../../../shared/model/meter-exchange.ts";
import { type CameraFault, watchCodes } from "../device/code-camera.ts";
import { pictureOf } from "../device/code-picture.ts";
import { openLabelReader } from "../device/label-code.ts";

export interface LabelScan {
  readonly fault: Accessor<CameraFault | "none" | undefined>;
  /** What a code in sight says that is no meter's number. */
  readonly other: Accessor<string | undefined>;
  scan(video: HTMLVideoElement): Promise<void>;
  /** A photo of the label. */
  open(file: Blob): Promise<void>;
  stop(): void;
}

/** Looks at a meter's label through the camera until it has seen a meter's number. */
export function createLabelScan(onNumber: (serial: string) => void): LabelScan {
  const [fault, setFault] = createSignal<CameraFault | "none">();
  const [other, setOther] = createSignal<string>();
  let end: (() => void) | undefined;
  let isOver = false;
  const stop = (): void => {
    isOver = true;
    end?.();
    end = undefined;
  };
  const take = (text: string): void => {
    const serial = serialOf(text);
    if (serial === undefined) return void setOther(text);
    if (isOver) return;
    stop();
    onNumber(serial);
  };
  onCleanup(stop);
  return {
    fault,
    other,
    async scan(video) {
      isOver = false;
      setFault(undefined);
      setOther(undefined);
      const watching = await watchCodes(video, openLabelReader, take);
      if (!watching.ok) return void setFault(watching.error);
      end = watching.value;
      // Closed while the camera was still waking up.
      if (isOver) stop();
    },
    async open(file) {
      setFault(undefined);
      setOther(undefined);
      try {
        const read = await openLabelReader();
        const texts = await read(await pictureOf(file));
        isOver = false;
        if (texts.length === 0) setFault("none");
        for (const text of texts) take(text);
      } catch {
        setFault("none");
      }
    },
    stop,
  };
}
