import { BlockList, isIP } from "node:net";

/** IANA IPv4 special-purpose registry (RFC 6890): everything in it that is not globally reachable, and multicast. */
const NOT_PUBLIC_V4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  // Public by its number, and yet the host's own service in Azure.
  ["168.63.129.16", 32],
] as const;

/**
 * RFC 4291 2.5.4: global unicast. What carries an IPv4 address (mapped ::ffff:0:0/96, translated 64:ff9b::/96), loopback,
 * link-local, unique local and multicast addresses lie outside of it.
 */
const GLOBAL_V6 = ["2000::", 3] as const;
/** Within it, not for one host elsewhere: IETF protocols with Teredo, documentation, and 6to4 with its IPv4 address. */
const NOT_PUBLIC_V6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const;

const refused = new BlockList();
for (const [network, length] of NOT_PUBLIC_V4) refused.addSubnet(network, length, "ipv4");
for (const [network, length] of NOT_PUBLIC_V6) refused.addSubnet(network, length, "ipv6");
const global = new BlockList();
global.addSubnet(...GLOBAL_V6, "ipv6");

/** Whether a request to this address leaves for the public internet. False for what is no address. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !refused.check(address, "ipv4");
    case 6:
      return global.check(address, "ipv6") && !refused.check(address, "ipv6");
    default:
      return false;
  }
}

/** The address that a URL names itself, in whatever spelling; null where it names a host. */
export function literalAddressOf({ hostname }: URL): string | null {
  const bare = hostname.replace(/^\[|\]$/g, "");
  return isIP(bare) === 0 ? null : bare;
}
