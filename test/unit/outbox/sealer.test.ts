import fc from "fast-check";
import { expect, it } from "vitest";
import { keysOf } from "../../../src/config/keys.js";
import { newIdentifier } from "../../../src/kernel/index.js";
import { createSealer, SealBrokenError } from "../../../src/outbox/sealer.js";

const sealer = createSealer(keysOf("a secret of thirty-two characters or more").outboxSeal);
const mailId = newIdentifier();

it("opens what it sealed, whatever the secrets are", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true }), (secrets) => {
      expect(sealer.open(mailId, sealer.seal(mailId, secrets))).toEqual(JSON.parse(JSON.stringify(secrets)));
    }),
  );
});

it("never seals the same secrets into the same text, and none of them can be read in it", () => {
  const secrets = { token: "visible-token" };
  const [one, other] = [sealer.seal(mailId, secrets), sealer.seal(mailId, secrets)];
  expect(one).not.toBe(other);
  expect(Buffer.from(one, "base64url").includes("visible-token")).toBe(false);
});

it("does not open text with any one octet changed", () => {
  const sealed = Buffer.from(sealer.seal(mailId, { token: "t" }), "base64url");
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    expect(() => sealer.open(mailId, changed.toString("base64url"))).toThrow(SealBrokenError);
  }
});

it("does not open text cut short, empty, or with a shortened tag", () => {
  const sealed = Buffer.from(sealer.seal(mailId, { token: "t" }), "base64url");
  for (let length = 0; length < sealed.length; length += 1) {
    expect(() => sealer.open(mailId, sealed.subarray(0, length).toString("base64url"))).toThrow(SealBrokenError);
  }
});

it("does not open a sealed part that was moved to another mail", () => {
  expect(() => sealer.open(newIdentifier(), sealer.seal(mailId, { token: "t" }))).toThrow(SealBrokenError);
});

it("does not open under another secret", () => {
  const other = createSealer(keysOf("another secret of thirty-two characters").outboxSeal);
  expect(() => other.open(mailId, sealer.seal(mailId, { token: "t" }))).toThrow(SealBrokenError);
});

it("opens what was sealed under a secret before, and seals under the one in use", () => {
  const [old, next] = ["a secret of thirty-two characters or more", "another secret of thirty-two characters"];
  const both = createSealer(keysOf(next, old).outboxSeal);
  expect(both.open(mailId, sealer.seal(mailId, { token: "t" }))).toEqual({ token: "t" });
  expect(() => sealer.open(mailId, both.seal(mailId, { token: "t" }))).toThrow(SealBrokenError);
});
