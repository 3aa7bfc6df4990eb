import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ChecksumTable, createKeyedHash, EntryHasher } from "../../../src/replication/index.js";

const KEY = Buffer.from("000102030405060708090a0b0c0d0e0f", "hex");

function hashOf(text: string, key = KEY): string {
  const target = Buffer.alloc(8);
  createKeyedHash(key).ofText(text, target, 0);
  return target.toString("hex");
}

describe("SipHash-2-4", () => {
  // Published with the algorithm: key 00…0f, input 00, 01, … of each length; ours are written most significant byte first.
  it.each([
    [0, "726fdb47dd0e0e31"],
    [1, "74f839c593dc67fd"],
    [7, "ab0200f58b01d137"],
    [8, "93f5f5799a932462"],
    [15, "a129ca6149be45e5"],
  ])("gives the published value for %i bytes", (length, expected) => {
    const input = Buffer.from(Array.from({ length }, (_, index) => index));
    const target = Buffer.alloc(8);
    createKeyedHash(KEY).ofBytes(input, length, target, 0);
    expect(target.toString("hex")).toBe(expected);
  });

  it("hashes the UTF-8 bytes of a text of any length", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3_000 }), (text) => {
        const bytes = Buffer.from(text, "utf8");
        const target = Buffer.alloc(8);
        createKeyedHash(KEY).ofBytes(bytes, bytes.length, target, 0);
        expect(hashOf(text)).toBe(target.toString("hex"));
      }),
    );
  });

  it("depends on the key", () => {
    expect(hashOf("user@example.org")).not.toBe(hashOf("user@example.org", Buffer.alloc(16)));
  });
});

describe("a checksum", () => {
  const sumOf = (logins: readonly string[]) => {
    const table = new ChecksumTable(1);
    const hasher = new EntryHasher(createKeyedHash(KEY), (high, low) => table.add(0, high, low));
    for (const login of logins) hasher.addAccount(login, false);
    return table.at(0);
  };

  it("is the same in any order, and another for another entry", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), (logins) => {
        expect(sumOf([...logins].reverse())).toBe(sumOf(logins));
        expect(sumOf(logins.slice(1))).not.toBe(sumOf(logins));
      }),
    );
  });
});
