import fc from "fast-check";
import { expect, it } from "vitest";
import {
  decodeAccount,
  encodeAccount,
  shortenLogin,
  wholeLogin,
} from "../../../../../src/agent/copy/tables/accounts.js";

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
