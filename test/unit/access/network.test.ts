import fc from "fast-check";
import { expect, it } from "vitest";
import { networkOf } from "../../../src/access/sign-in-limit.js";

it.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["unix socket", "unix socket"],
  [null, "unknown"],
])("counts %j as %j", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it("counts all addresses of one /64 together, however they are written", () => {
  const group = fc.integer({ min: 0, max: 0xffff });
  fc.assert(
    fc.property(fc.array(group, { minLength: 4, maxLength: 4 }), group, group, (prefix, a, b) => {
      const short = prefix.map((part) => part.toString(16)).join(":");
      const long = prefix.map((part) => part.toString(16).toUpperCase().padStart(4, "0")).join(":");
      const one = networkOf(`${short}:0:0:0:${a.toString(16)}`);
      expect(networkOf(`${long}::${b.toString(16)}`)).toBe(one);
    }),
  );
});

it("never throws, whatever a proxy claims", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(typeof networkOf(text)).toBe("string");
    }),
  );
});
