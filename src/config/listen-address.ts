import { badInput } from "../kernel/index.js";

export type ListenAddress =
  | { readonly kind: "TCP"; readonly host: string; readonly port: number }
  | { readonly kind: "UNIX"; readonly path: string };

const LOOPBACK = "127.0.0.1";
const EXPECTED = "host:port, :port, [IPv6]:port, unix:/path or off";

/**
 * Reads `host:port`, `[::1]:port`, `:port` (loopback, never every interface), `unix:/path`, each also with Postfix's
 * `inet:` in front, or `off`. Null for `off`. Throws BAD_USER_INPUT naming the setting.
 */
export function parseListenAddress(setting: string, text: string): ListenAddress | null {
  if (text === "off") return null;
  if (text.startsWith("unix:")) return parseUnixPath(setting, text.slice("unix:".length));
  const endpoint = text.startsWith("inet:") ? text.slice("inet:".length) : text;
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:[\]/]*)):(\d{1,5})$/.exec(endpoint);
  const port = Number(match?.[3]);
  if (match === null || port > 65_535)
    throw badInput("OPTION_REFUSED", setting, `${setting}: "${text}" is no address`, EXPECTED);
  return { kind: "TCP", host: match[1] ?? (match[2] || LOOPBACK), port };
}

// sun_path holds 108 octets on Linux, the closing NUL included; a longer path would be cut silently.
const MAX_SOCKET_PATH_LENGTH = 107;

function parseUnixPath(setting: string, path: string): ListenAddress {
  if (!path.startsWith("/") || Buffer.byteLength(path) > MAX_SOCKET_PATH_LENGTH) {
    throw badInput("OPTION_REFUSED", setting, `${setting}: "${path}" is no socket path`, `unix: and an absolute path`);
  }
  return { kind: "UNIX", path };
}

/** For logs and the start-up message, in the form `parseListenAddress` reads. */
export function formatListenAddress(address: ListenAddress): string {
  if (address.kind === "UNIX") return `unix:${address.path}`;
  return address.host.includes(":") ? `[${address.host}]:${address.port}` : `${address.host}:${address.port}`;
}
