/** Colours of the map, resolved from the tokens by whoever draws it. */
export interface MapPalette {
  readonly land: string;
  readonly built: string;
  readonly street: string;
  readonly streetEdge: string;
  readonly grid: string;
  readonly label: string;
  readonly bubble: string;
  readonly bubbleLine: string;
  readonly text: string;
  readonly selection: string;
  /** One colour per mark, most urgent first. */
  readonly marks: readonly string[];
}

/** One picture to be drawn: a piece of the plane on a canvas whose unit is CSS pixels. */
export interface MapFrame {
  readonly context: CanvasRenderingContext2D;
  readonly palette: MapPalette;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Metres of the plane per pixel. */
  readonly resolution: number;
  readonly minX: number;
  readonly maxY: number;
}

export const toPxX = (frame: MapFrame, x: number): number => (x - frame.minX) / frame.resolution;
export const toPxY = (frame: MapFrame, y: number): number => (frame.maxY - y) / frame.resolution;

export const isInFrame = (frame: MapFrame, x: number, y: number, marginPx = 40): boolean => {
  const px = toPxX(frame, x);
  const py = toPxY(frame, y);
  return px > -marginPx && py > -marginPx && px < frame.widthPx + marginPx && py < frame.heightPx + marginPx;
};
