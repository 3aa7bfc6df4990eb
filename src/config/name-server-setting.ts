import { isIP } from "node:net";
import { z } from "zod";

export interface NameServer {
  /** IPv4 or IPv6, without brackets. */
  readonly address: string;
  readonly port: number;
}

const DNS_PORT = 53;
const MAX_NAME_SERVERS = 5;
const FORM = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/;

/** `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1` or `[2001:db8::1]:5353`; null for anything else, host names included. */
export function parseNameServer(text: string): NameServer | null {
  if (isIP(text) !== 0) return { address: text, port: DNS_PORT };
  const [, inBrackets, bare, digits] = FORM.exec(text) ?? [];
  const address = inBrackets ?? bare ?? "";
  const port = digits === undefined ? DNS_PORT : Number(digits);
  if (isIP(address) === 0 || port < 1 || port > 65_535) return null;
  return { address, port };
}

/** A list of texts into name servers; at most five, because each look-up asks all of them. */
export const nameServerSetting = z
  .array(
    z.string().transform((text, context): NameServer => {
      const server = parseNameServer(text);
      if (server !== null) return server;
      context.addIssue(`${text} must be an address with or without a port, such as 192.0.2.1:53 or [2001:db8::1]:53`);
      return z.NEVER;
    }),
  )
  .max(MAX_NAME_SERVERS, `at most ${MAX_NAME_SERVERS} name servers`);
