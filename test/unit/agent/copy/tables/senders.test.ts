import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeEnd, encodeWithEnd } from "../../../../../src/agent/copy/tables/ends.js";
import { decodeSender, encodeSender } from "../../../../../src/agent/copy/tables/senders.js";

const ends = fc.option(fc.integer({ min: 0, max: 8_640_000_000_000_000 / 64 }), { nil: null });

it("reads what an account holds for an address as it was written", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 6 }), fc.boolean(), ends, (stateCode, isAlias, expiresAt) => {
      const value = { stateCode, isAlias, expiresAt };
      expect(decodeSender(encodeSender(value))).toEqual(value);
    }),
  );
});

it("reads the end of an authorization as it was written", () => {
  fc.assert(
    fc.property(ends, (expiresAt) => {
      expect(decodeEnd(encodeWithEnd(1, expiresAt))).toBe(expiresAt);
    }),
  );
});
