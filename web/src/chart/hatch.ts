const HATCH_PX = 6;
const tileByLook = new Map<string, HTMLCanvasElement>();

/** Slanted lines in a colour, for what is not a measured value; the plain colour where no canvas is to be had. */
export function hatch(context: CanvasRenderingContext2D, colour: string): CanvasPattern | string {
  const size = Math.round(HATCH_PX * devicePixelRatio);
  const look = `${size} ${colour}`;
  const tile = tileByLook.get(look) ?? drawTile(size, colour);
  tileByLook.set(look, tile);
  return context.createPattern(tile, "repeat") ?? colour;
}

function drawTile(size: number, colour: string): HTMLCanvasElement {
  const tile = document.createElement("canvas");
  tile.width = size;
  tile.height = size;
  const brush = tile.getContext("2d");
  if (!brush) return tile;
  brush.strokeStyle = colour;
  brush.lineWidth = size / 3.2;
  brush.beginPath();
  for (const shift of [-size, 0, size]) {
    brush.moveTo(shift, size);
    brush.lineTo(shift + size, 0);
  }
  brush.stroke();
  return tile;
}
