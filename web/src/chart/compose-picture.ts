/** A chart with its heading and notes as one PNG, so that the picture says by itself what it shows. */
export interface PictureWords {
  readonly title: string;
  readonly lines: readonly string[];
}

const MARGIN = 24;
const LINE = 20;

export function composePicture(
  chart: HTMLCanvasElement,
  words: PictureWords,
  colours: { readonly ground: string; readonly text: string; readonly note: string },
): Promise<Blob | undefined> {
  const ratio = devicePixelRatio;
  const [width, height] = [chart.width / ratio, chart.height / ratio];
  const canvas = document.createElement("canvas");
  const fullHeight = MARGIN * 2 + LINE * (1.5 + words.lines.length) + height;
  canvas.width = Math.round((width + 2 * MARGIN) * ratio);
  canvas.height = Math.round(fullHeight * ratio);
  const context = canvas.getContext("2d");
  if (!context) return Promise.resolve(undefined);
  context.scale(ratio, ratio);
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, width + 2 * MARGIN, fullHeight);
  context.textBaseline = "top";
  context.fillStyle = colours.text;
  context.font = "600 16px 'Inter Variable', sans-serif";
  context.fillText(words.title, MARGIN, MARGIN, width);
  context.fillStyle = colours.note;
  context.font = "13px 'Inter Variable', sans-serif";
  for (const [i, line] of words.lines.entries())
    context.fillText(line, MARGIN, MARGIN + LINE * (i + 1.2), width);
  const top = MARGIN + LINE * (1.5 + words.lines.length);
  context.drawImage(chart, MARGIN, top, width, height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), "image/png"));
}
