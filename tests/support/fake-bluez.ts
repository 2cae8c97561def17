import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import dbus from "dbus-next";
import { answerIm871a } from "../../shared/simulator/im871a-receiver.ts";
import { findTool } from "./find-tool.ts";

const { Message, MessageType, Variant } = dbus;

/**
 * A Bluetooth adapter with one LE bridge (Nordic UART service) as BlueZ shows it, on a message bus of
 * its own: the browser's own `navigator.bluetooth` talks to it.
 */
export interface FakeBridge {
  /** For the browser: where its system bus is. */
  readonly env: Readonly<Record<string, string>>;
  notify(bytes: Uint8Array): void;
  readonly written: readonly number[];
  /** The link breaks off, as when the car drives away from its bridge. */
  drop(): void;
  close(): void;
}

export const whyNoBluez = (): string | undefined =>
  findTool("/usr/bin/dbus-daemon", "dbus") ? undefined : "dbus cannot be installed";

type Props = Record<string, InstanceType<typeof Variant>>;
type Tree = Record<string, Record<string, Props>>;

const SERVICE = "6e400001-b5a3-f393-e0a9-e50e24dcca9e";
const WRITE = "6e400002-b5a3-f393-e0a9-e50e24dcca9e";
const NOTIFY = "6e400003-b5a3-f393-e0a9-e50e24dcca9e";
const ADAPTER = "/org/bluez/hci0";
const BRIDGE = `${ADAPTER}/dev_09_09_09_09_09_09`;
const UART = `${BRIDGE}/service0001`;
const WRITE_AT = `${UART}/char0002`;
const NOTIFY_AT = `${UART}/char0004`;
const BRIDGE_FACE = "org.bluez.Device1";
const VALUE_FACE = "org.bluez.GattCharacteristic1";

const text = (value: string) => new Variant("s", value);
const flag = (value: boolean) => new Variant("b", value);

const makeTree = (): Tree => ({
  "/org/bluez": { "org.bluez.AgentManager1": {}, "org.bluez.ProfileManager1": {} },
  [ADAPTER]: {
    "org.bluez.Adapter1": {
      Address: text("00:11:22:33:44:55"),
      AddressType: text("public"),
      Name: text("made"),
      Alias: text("made"),
      Class: new Variant("u", 0),
      Powered: flag(true),
      Discoverable: flag(false),
      DiscoverableTimeout: new Variant("u", 0),
      Pairable: flag(true),
      PairableTimeout: new Variant("u", 0),
      Discovering: flag(false),
      UUIDs: new Variant("as", []),
      Modalias: text("usb:v1D6Bp0246d0540"),
      Roles: new Variant("as", ["central", "peripheral"]),
    },
    "org.bluez.GattManager1": {},
    "org.bluez.LEAdvertisingManager1": {},
  },
  [BRIDGE]: {
    [BRIDGE_FACE]: {
      Address: text("09:09:09:09:09:09"),
      AddressType: text("public"),
      Name: text("Car bridge"),
      Alias: text("Car bridge"),
      Adapter: new Variant("o", ADAPTER),
      Paired: flag(false),
      Trusted: flag(false),
      Blocked: flag(false),
      LegacyPairing: flag(false),
      Connected: flag(false),
      ServicesResolved: flag(false),
      UUIDs: new Variant("as", [SERVICE]),
      RSSI: new Variant("n", -50),
      TxPower: new Variant("n", 0),
    },
  },
});

const characteristic = (uuid: string, flags: readonly string[]): Props => ({
  UUID: text(uuid),
  Service: new Variant("o", UART),
  Value: new Variant("ay", Buffer.alloc(0)),
  Notifying: flag(false),
  Flags: new Variant("as", [...flags]),
});

const makeGatt = (writes: readonly string[]): Tree => ({
  [UART]: {
    "org.bluez.GattService1": {
      UUID: text(SERVICE),
      Device: new Variant("o", BRIDGE),
      Primary: flag(true),
      Includes: new Variant("ao", []),
    },
  },
  [WRITE_AT]: { [VALUE_FACE]: characteristic(WRITE, writes) },
  [NOTIFY_AT]: { [VALUE_FACE]: characteristic(NOTIFY, ["notify", "read"]) },
  [`${NOTIFY_AT}/desc0006`]: {
    "org.bluez.GattDescriptor1": {
      UUID: text("00002902-0000-1000-8000-00805f9b34fb"),
      Characteristic: new Variant("o", NOTIFY_AT),
      Value: new Variant("ay", Buffer.alloc(0)),
      Flags: new Variant("as", []),
    },
  },
});

export interface BridgeMake {
  /** What its characteristic for writing offers; nothing: it only tells. */
  readonly writes?: readonly ("write" | "write-without-response")[];
}

export async function openFakeBridge(make: BridgeMake = {}): Promise<FakeBridge> {
  const gattOf = () => makeGatt(make.writes ?? ["write", "write-without-response"]);
  const folder = mkdtempSync(join(tmpdir(), "rounds-bus-"));
  const daemon = await startBus(folder);
  const busAddress = `unix:path=${join(folder, "bus")}`;
  const bus = dbus.sessionBus({ busAddress });
  await new Promise<void>((resolve, reject) => {
    bus.on("connect", () => resolve());
    bus.on("error", reject);
  });
  const tree = makeTree();
  const written: number[] = [];
  const changed = (path: string, face: string, props: Props): void => {
    Object.assign(tree[path]?.[face] ?? {}, props);
    bus.send(
      Message.newSignal(path, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as", [
        face,
        props,
        [],
      ]),
    );
  };
  const manager = (member: string, signature: string, body: unknown[]): void =>
    bus.send(Message.newSignal("/", "org.freedesktop.DBus.ObjectManager", member, signature, body));
  const raise = (): void => {
    const gatt = gattOf();
    Object.assign(tree, gatt);
    for (const path of Object.keys(gatt)) manager("InterfacesAdded", "oa{sa{sv}}", [path, gatt[path]]);
    changed(BRIDGE, BRIDGE_FACE, { ServicesResolved: flag(true) });
  };
  const drop = (): void => {
    for (const path of Object.keys(gattOf()).reverse()) {
      const faces = tree[path];
      if (!faces) continue;
      delete tree[path];
      manager("InterfacesRemoved", "oas", [path, Object.keys(faces)]);
    }
    changed(BRIDGE, BRIDGE_FACE, { Connected: flag(false), ServicesResolved: flag(false) });
  };
  answerCalls(bus, { tree, written, changed, raise, drop });
  await bus.requestName("org.bluez", 0);
  return {
    env: { DBUS_SYSTEM_BUS_ADDRESS: busAddress },
    written,
    drop,
    notify: (bytes) => changed(NOTIFY_AT, VALUE_FACE, { Value: new Variant("ay", Buffer.from(bytes)) }),
    close: () => {
      bus.disconnect();
      daemon.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startBus(folder: string): Promise<ChildProcess> {
  const config = join(folder, "bus.conf");
  writeFileSync(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=${folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/><allow user="*"/></policy></busconfig>`,
  );
  const daemon = spawn("/usr/bin/dbus-daemon", [`--config-file=${config}`, "--nofork"], { stdio: "ignore" });
  // The socket's file is there a moment before anybody listens behind it.
  for (let n = 0; n < 3000; n++) {
    if (await isListening(join(folder, "bus"))) return daemon;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("The made message bus did not come up.");
}

const isListening = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });

interface World {
  readonly tree: Tree;
  readonly written: number[];
  changed(path: string, face: string, props: Props): void;
  raise(): void;
  drop(): void;
}

/** What BlueZ would answer; a call it does not know is answered with nothing. */
function answerCalls(bus: ReturnType<typeof dbus.sessionBus>, world: World): void {
  const { tree, changed } = world;
  bus.addMethodHandler((call: InstanceType<typeof Message>) => {
    if (call.type !== MessageType.METHOD_CALL) return false;
    const path = call.path ?? "";
    const reply = (signature = "", body: unknown[] = []): boolean => {
      bus.send(Message.newMethodReturn(call, signature, body));
      return true;
    };
    switch (`${call.interface}.${call.member}`) {
      case "org.freedesktop.DBus.ObjectManager.GetManagedObjects":
        return reply("a{oa{sa{sv}}}", [tree]);
      case "org.freedesktop.DBus.Properties.GetAll":
        return reply("a{sv}", [tree[path]?.[String(call.body[0])] ?? {}]);
      case "org.freedesktop.DBus.Properties.Set":
        reply();
        changed(path, String(call.body[0]), { [String(call.body[1])]: call.body[2] });
        return true;
      case "org.bluez.Adapter1.StartDiscovery":
        reply();
        changed(ADAPTER, "org.bluez.Adapter1", { Discovering: flag(true) });
        changed(BRIDGE, BRIDGE_FACE, { RSSI: new Variant("n", -49) });
        return true;
      case "org.bluez.Device1.ConnectLE":
      case "org.bluez.Device1.Connect":
        // The browser wants to know of the link before its call is answered, and of the services after.
        changed(BRIDGE, BRIDGE_FACE, { Connected: flag(true) });
        reply();
        setTimeout(() => world.raise(), 50);
        return true;
      case "org.bluez.Device1.Disconnect":
        reply();
        world.drop();
        return true;
      case `${VALUE_FACE}.StartNotify`:
        changed(path, VALUE_FACE, { Notifying: flag(true) });
        return reply();
      case `${VALUE_FACE}.WriteValue`:
        world.written.push(...(call.body[0] as Uint8Array));
        reply();
        answerStick(call.body[0] as Uint8Array, changed);
        return true;
      default:
        return call.interface?.startsWith("org.bluez") === true ? reply() : false;
    }
  });
}

/** The stick behind the bridge says who it is when it is asked. */
function answerStick(asked: Uint8Array, changed: World["changed"]): void {
  const answer = answerIm871a(asked);
  if (answer) changed(NOTIFY_AT, VALUE_FACE, { Value: new Variant("ay", Buffer.from(answer)) });
}
