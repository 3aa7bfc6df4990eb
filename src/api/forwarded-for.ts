import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/** The addresses and ranges of `MAYFROM_TRUSTED_PROXIES`. */
export function proxiesIn(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", length] = range.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (length === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(length), family);
  }
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
    const version = isIP(plain);
    return version !== 0 && list.check(plain, version === 6 ? "ipv6" : "ipv4");
  };
}

/** Who asks, as far as the proxies that are trusted say so: the last address before them. Null where nobody knows. */
export function callerOf(request: IncomingMessage, isTrusted: (address: string) => boolean): string | null {
  let address = request.socket.remoteAddress ?? null;
  const named = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((part) => part.trim());
  while (address !== null && isTrusted(address)) {
    const before = named.pop();
    if (before === undefined || isIP(before) === 0) break;
    address = before;
  }
  return address;
}

/** Whether a proxy that nobody declared, or somebody who plays one, has passed this on. */
export function comesThroughStranger(request: IncomingMessage, isTrusted: (address: string) => boolean): boolean {
  return request.headers["x-forwarded-for"] !== undefined && !isTrusted(request.socket.remoteAddress ?? "");
}
