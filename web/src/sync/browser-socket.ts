import type { MakeSocket } from "./rooms-socket.ts";

/** The browser's WebSocket to this address (`wss://host/sync`). */
export const browserSocket =
  (url: string): MakeSocket =>
  ({ message, close }) => {
    const socket = new WebSocket(url);
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) message(new Uint8Array(data));
    };
    socket.onclose = () => close();
    return {
      send: (bytes) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
      },
      close: () => socket.close(),
    };
  };
