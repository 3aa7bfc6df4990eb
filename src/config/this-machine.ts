import { isIPv4 } from "node:net";

/** Whether a host name or an address, also one in brackets, is this machine for everybody who uses it. */
export function isThisMachine(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  if (name === "localhost" || name.endsWith(".localhost")) return true;
  const address = name.replace(/^::ffff:(?=\d)/, "");
  return name === "::1" || (isIPv4(address) && address.startsWith("127."));
}
