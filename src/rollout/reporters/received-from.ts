import { BlockList, isIP } from "node:net";
import { type HeaderField, valuesOf } from "./header-fields.js";

/**
 * The client's address in a Received field, where exactly one stands where servers write it and clients do not:
 * `from helo (name [192.0.2.1])` (Postfix, sendmail), `from name ([192.0.2.1] helo=x)`, `from [192.0.2.1] (helo=x)`
 * (Exim). The name a client gives itself may look like anything.
 */
const CLIENT = [
  /\([^()\s[\]]+(?: \(may be forged\))? \[(?:IPv6:)?([0-9A-Fa-f:.]+)\](?: \(may be forged\))?\)/g,
  /\(\[(?:IPv6:)?([0-9A-Fa-f:.]+)\](?::\d+)?(?: [^()]*)?\)/g,
  /^from \[(?:IPv6:)?([0-9A-Fa-f:.]+)\](?::\d+)? \(helo=/g,
];

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

const MAX_LOCAL_HOPS = 5;

/**
 * The address from which our own mail server took the message: that of the topmost Received field, which it wrote, or of
 * the next where a filter on this machine handed it back. Null where that cannot be said; what stands below was written
 * by others.
 */
export function receivedFrom(fields: readonly HeaderField[]): string | null {
  for (const value of valuesOf(fields, "received").slice(0, MAX_LOCAL_HOPS)) {
    const address = clientIn(value);
    if (address === null) return null;
    if (!isWithin(LOOPBACK, address)) return address;
  }
  return null;
}

function clientIn(received: string): string | null {
  const from = received.split(/\sby\s/i, 1)[0] ?? "";
  const found = new Set(CLIENT.flatMap((form) => [...from.matchAll(form)].map(([, address]) => address ?? "")));
  const [address] = found;
  return found.size === 1 && address !== undefined && isIP(address) !== 0 ? address : null;
}

/** The listed network in which the address lies; null in none. Networks are addresses or CIDR ranges. */
export function networkOf(address: string, networks: readonly string[]): string | null {
  return networks.find((network) => isWithin(listOf(network), address)) ?? null;
}

function listOf(network: string): BlockList {
  const list = new BlockList();
  const [address = "", length] = network.split("/");
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  if (length === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(length), family);
  return list;
}

function isWithin(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}
