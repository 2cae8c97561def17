/** Undoes raw deflate (RFC 1951) with what the browser has. Rejects for damaged bytes. */
export async function inflateRaw(deflated: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(deflated)])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
