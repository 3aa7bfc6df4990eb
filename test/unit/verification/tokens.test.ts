import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identityIdOf } from "../../../src/authorizations/identity-id.js";
import { keysOf } from "../../../src/config/keys.js";
import { hashOfLinkToken, isIdentifier, newLinkToken } from "../../../src/kernel/index.js";
import { createOwnerLinks } from "../../../src/verification/owner-token.js";
import {
  drawMatchNumber,
  hashesOfQuestionToken,
  hashOfQuestionToken,
  newQuestionToken,
  newReturnPathTag,
  readMatchNumber,
  returnPathFor,
  returnPathTagOf,
} from "../../../src/verification/tokens.js";

describe("tokens of links", () => {
  it("have 128 bits, and a hash that does not hold them", () => {
    const token = newLinkToken();
    expect(Buffer.from(token, "base64url")).toHaveLength(16);
    expect(hashOfLinkToken(token)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOfLinkToken(token)).not.toContain(token);
    for (const wrong of ["", token.slice(1), `${token}A`, `${token.slice(1)}+`]) {
      expect(hashOfLinkToken(wrong)).toBeNull();
    }
  });

  it("of questions are known by their first half, older ones as a whole, and by nothing less", () => {
    const token = newQuestionToken();
    expect(token).toMatch(/^[\w-]{43}$/);
    const kept = hashOfQuestionToken(token);
    for (const found of [token, token.slice(0, 22), `${token.slice(0, 22)}${newQuestionToken().slice(0, 21)}`]) {
      expect(hashesOfQuestionToken(found)).toContain(kept);
    }
    expect(hashesOfQuestionToken(token)).toContain(hashOfLinkToken(token));
    for (const wrong of ["", token.slice(0, 21), token.slice(0, 30), `${token}A`, newQuestionToken()]) {
      expect(hashesOfQuestionToken(wrong)).not.toContain(kept);
    }
  });
});

describe("the number on the asker's screen", () => {
  it("is any of ninety, none likelier than another", () => {
    const counts = new Map<string, number>();
    for (let round = 0; round < 45_000; round += 1) {
      const number = drawMatchNumber();
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(Array.from({ length: 90 }, (_, index) => String(index + 10)));
    for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(200);
  });

  it.each([
    ["84", "84"],
    [" 8 4 ", "84"],
    ["８４", "84"],
    ["٨٤", null],
    ["8", null],
    ["840", null],
    ["eighty-four", null],
    ["", null],
    [null, null],
    [undefined, null],
  ])("is read from %j as %j", (typed, number) => {
    expect(readMatchNumber(typed)).toBe(number);
  });
});

describe("the return path of a question", () => {
  it("leads back to its mail, whatever MTAs do to its case", () => {
    const tag = newReturnPathTag();
    const path = returnPathFor("Mayfrom <no-reply@mail.example>", tag);
    expect(path).toBe(`no-reply+b-${tag}@mail.example`);
    expect(returnPathTagOf(path.toUpperCase())).toBe(tag);
    expect(returnPathTagOf("no-reply@mail.example")).toBeNull();
  });
});

describe("links to the owner page", () => {
  const links = createOwnerLinks(keysOf("a secret of thirty-two characters or more").ownerLink);
  const link = { identityId: identityIdOf("a@b.example"), version: 7, issuedAt: new Date("2026-09-01T00:00:00Z") };

  it("say what was signed", () => {
    expect(links.read(links.sign(link))).toEqual(link);
  });

  it("say nothing when one bit is different, or under another secret", () => {
    const token = links.sign(link);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 * 8 - 1 }), (bit) => {
        const octets = Buffer.from(token, "base64url");
        octets[bit >> 3]! ^= 1 << (bit & 7);
        return links.read(octets.toString("base64url")) === null;
      }),
    );
    const rotated = keysOf("another secret of thirty-two characters", "a secret of thirty-two characters or more");
    expect(createOwnerLinks(rotated.ownerLink).read(token)).not.toBeNull();
    expect(createOwnerLinks(keysOf("another secret of thirty-two characters").ownerLink).read(token)).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => links.read(text) === null));
  });
});

describe("the identifier of an identity", () => {
  it("follows from the address alone, and is an identifier like any other", () => {
    expect(identityIdOf("a@b.example")).toBe(identityIdOf("a@b.example"));
    expect(identityIdOf("a@b.example")).not.toBe(identityIdOf("b@b.example"));
    expect(isIdentifier(identityIdOf("a@b.example"))).toBe(true);
    expect(identityIdOf("a@b.example")[14]).toBe("8");
  });
});
