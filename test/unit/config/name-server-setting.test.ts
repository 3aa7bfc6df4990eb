import { describe, expect, it } from "vitest";
import { parseNameServer, readConfiguration } from "../../../src/config/index.js";

describe("a name server in the setting", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1", 53],
    ["192.0.2.1:5353", "192.0.2.1", 5353],
    ["2001:db8::1", "2001:db8::1", 53],
    ["[2001:db8::1]", "2001:db8::1", 53],
    ["[2001:db8::1]:5353", "2001:db8::1", 5353],
  ])("%s is an address with a port", (text, address, port) => {
    expect(parseNameServer(text)).toEqual({ address, port });
  });

  it.each(["", "ns.example", "ns.example:53", "192.0.2.1:", "192.0.2.1:0", "192.0.2.1:70000", "192.0.2.1:5:5"])(
    "%j is none",
    (text) => {
      expect(parseNameServer(text)).toBeNull();
    },
  );

  it("stops the start with a message that names it", () => {
    const start = () => readConfiguration({ MAYFROM_DNS_SERVERS: "192.0.2.1, ns.example" });
    expect(start).toThrow(/MAYFROM_DNS_SERVERS.*ns\.example must be an address/);
    expect(readConfiguration({ MAYFROM_DNS_SERVERS: "192.0.2.1, [::1]:5353" }).nameServers).toHaveLength(2);
  });
});
