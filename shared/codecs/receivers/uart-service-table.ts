/**
 * Bluetooth bridges that carry a serial receiver's or optical head's bytes unchanged: their services and
 * characteristics. The bytes go through the codec of the receiver behind the bridge.
 * Services of the chip makers; seen in public documentation.
 */
export interface UartService {
  readonly product: string;
  readonly service: string;
  /** Characteristic the phone writes. */
  readonly write: string;
  /** Characteristic that notifies. */
  readonly notify: string;
}

export const UART_SERVICES: readonly UartService[] = [
  {
    product: "Nordic UART",
    service: "6e400001-b5a3-f393-e0a9-e50e24dcca9e",
    write: "6e400002-b5a3-f393-e0a9-e50e24dcca9e",
    notify: "6e400003-b5a3-f393-e0a9-e50e24dcca9e",
  },
  {
    product: "Microchip transparent UART",
    service: "49535343-fe7d-4ae5-8fa9-9fafd205e455",
    write: "49535343-8841-43f4-a8d4-ecbe34729bb3",
    notify: "49535343-1e4d-4bd9-ba61-23c647249616",
  },
  {
    product: "HM-10",
    service: "0000ffe0-0000-1000-8000-00805f9b34fb",
    write: "0000ffe1-0000-1000-8000-00805f9b34fb",
    notify: "0000ffe1-0000-1000-8000-00805f9b34fb",
  },
];
