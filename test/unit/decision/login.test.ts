import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accountOfLogin, namesOfLogin, readLogin } from "../../../src/decision/index.js";

/** Accounts by each of their names, and the delimiters of hosted domains. */
function directoryOf(accounts: Readonly<Record<string, string>>, delimiters: Readonly<Record<string, string>> = {}) {
  return {
    loginTargetOf: targetOf,
    accountAt: (key: string) => accounts[key] ?? null,
    delimitersOf: (domain: string) => delimiters[domain] ?? "",
    everyDelimiterOf: (domain: string) => delimiters[domain] ?? "",
    isSuspended: () => false,
  };
}

const targetOf = (domain: string) => (domain === "acme-alias.test" ? "acme.test" : null);
const HOSTED = { "acme.test": "+-" };

describe("whose a login is", () => {
  test.each([
    ["user@acme.test", "A", "an account's own address"],
    ["USER@Acme.Test.", "A", "the same in another spelling"],
    ["press@acme.test", "A", "an alias"],
    ["press@brand.test", "A", "an alias in another domain"],
    ["user+x@acme.test", "A", "a subaddress of its address"],
    ["user-x+y@acme.test", "A", "a subaddress by the first of several delimiters"],
    ["press+x@acme.test", "A", "a subaddress of an alias"],
    ["user+taken@acme.test", "B", "another account, although a delimiter is in its name"],
    ["user+x@brand.test", null, "nobody's where the domain knows no subaddresses"],
    ["user@acme-alias.test", "A", "its address at a domain alias"],
    ["press+x@acme-alias.test", "A", "a subaddress of an alias there, by the domain's delimiters"],
    ["user+taken@acme-alias.test", "B", "another account's, although a delimiter is in its name"],
    ["ghost@acme-alias.test", null, "nobody's there"],
    ["ghost@acme.test", null, "nobody's"],
    ["+x@acme.test", null, "nobody's with nothing before the delimiter"],
    ["user", null, "a bare name"],
    ["user@acme.test@acme.test", null, "no address"],
    ["", null, "nothing"],
  ])("%s is %s: %s", (login, account, _why) => {
    const accounts = {
      "user@acme.test": "A",
      "press@acme.test": "A",
      "press@brand.test": "A",
      "user@brand.test": "C",
      "user+taken@acme.test": "B",
    };
    expect(accountOfLogin(readLogin(login), directoryOf(accounts, HOSTED))).toBe(account);
  });

  test("asks for no name but those that it says beforehand", () => {
    const part = fc.string({ unit: fc.constantFrom("a", "b", "+", "-", "."), minLength: 1, maxLength: 8 });
    const delimiters = fc.string({ unit: fc.constantFrom("+", "-", "."), maxLength: 3 });
    fc.assert(
      fc.property(
        part,
        fc.constantFrom("acme.test", "brand.test", "acme-alias.test"),
        delimiters,
        (localPart, domain, ofDomain) => {
          const login = readLogin(`${localPart}@${domain}`);
          const names = namesOfLogin(login, "+-.", targetOf(domain));
          accountOfLogin(login, {
            accountAt: (key) => {
              expect(names).toContain(key);
              return null;
            },
            loginTargetOf: targetOf,
            delimitersOf: () => ofDomain,
            everyDelimiterOf: () => "+-.",
            isSuspended: () => true,
          });
        },
      ),
    );
  });
});
