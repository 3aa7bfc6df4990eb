import fc from "fast-check";
import { expect, it } from "vitest";
import {
  decodeAccount,
  decodeDomainSender,
  decodeSender,
  encodeAccount,
  encodeDomainSender,
  encodeSender,
  shortenLogin,
  wholeLogin,
} from "../../../../src/agent/copy/copy-layout.js";

const ends = fc.option(fc.integer({ min: 0, max: 8_640_000_000_000_000 / 64 }), { nil: null });

it("reads what an account holds for an address as it was written", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 6 }), fc.boolean(), ends, (stateCode, isAlias, expiresAt) => {
      const value = { stateCode, isAlias, expiresAt };
      expect(decodeSender(encodeSender(value))).toEqual(value);
    }),
  );
});

it("reads a domain authorization as it was written", () => {
  fc.assert(
    fc.property(ends, (expiresAt) => {
      expect(decodeDomainSender(encodeDomainSender(expiresAt))).toEqual({ expiresAt });
    }),
  );
});

it("reads an account as it was written, and puts its login together again", () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.string(),
      fc.boolean(),
      fc.boolean(),
      fc.nat(),
      (id, local, isSuspended, hasPolicy, domainNumber) => {
        for (const loginKey of [`${local}@example.org`, local]) {
          const account = {
            id,
            domainNumber,
            isSuspended,
            hasPolicy,
            hasAliases: !hasPolicy,
            ...shortenLogin(loginKey, "example.org"),
          };
          const read = decodeAccount(encodeAccount(account));
          expect(read).toEqual(account);
          expect(wholeLogin(read, "example.org")).toBe(loginKey);
        }
      },
    ),
  );
});
