import regular from "@fontsource/inter/files/inter-latin-400-normal.woff?url";
import bold from "@fontsource/inter/files/inter-latin-600-normal.woff?url";
import regularMore from "@fontsource/inter/files/inter-latin-ext-400-normal.woff?url";
import boldMore from "@fontsource/inter/files/inter-latin-ext-600-normal.woff?url";
import type { TypeFiles } from "../../../shared/exports/pdf-type.ts";

/** The typeface as files that go into a PDF; fetched when the first one is written. */
export async function fetchTypeFiles(): Promise<TypeFiles> {
  const fetchAll = (urls: readonly string[]): Promise<Uint8Array[]> =>
    Promise.all(urls.map(async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer())));
  const [plain, strong] = await Promise.all([fetchAll([regular, regularMore]), fetchAll([bold, boldMore])]);
  return { regular: plain, bold: strong };
}
