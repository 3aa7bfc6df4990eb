import fc from "fast-check";
import { expect, it } from "vitest";
import { claimedOrigin } from "../../../src/access/authentication/token-claims.js";

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const token = (claims: unknown, header: unknown = { alg: "RS256", kid: "k1" }) => `${part(header)}.${part(claims)}.x`;

it("reads issuer, audiences and key id", () => {
  expect(claimedOrigin(token({ iss: "i", aud: "a" }))).toEqual({ issuer: "i", audiences: ["a"], keyId: "k1" });
  expect(claimedOrigin(token({ iss: "i", aud: ["a", "b"] }, { alg: "RS256" }))).toEqual({
    issuer: "i",
    audiences: ["a", "b"],
    keyId: undefined,
  });
});

it.each([
  ["no issuer", { aud: "a" }],
  ["an issuer that is no text", { iss: 1, aud: "a" }],
  ["no audience", { iss: "i" }],
  ["an empty list of audiences", { iss: "i", aud: [] }],
  ["audiences that are no texts", { iss: "i", aud: [1] }],
  ["more audiences than anybody needs", { iss: "i", aud: Array.from({ length: 9 }, String) }],
  ["no object", "text"],
])("refuses %s", (_what, claims) => {
  expect(claimedOrigin(token(claims))).toBeNull();
});

it("never throws, whatever somebody sends", () => {
  const part64 = fc.oneof(
    fc.base64String(),
    fc.string(),
    fc.json().map((text) => Buffer.from(text).toString("base64url")),
  );
  fc.assert(fc.property(fc.string(), (text) => void claimedOrigin(text)));
  fc.assert(fc.property(part64, part64, part64, (a, b, c) => void claimedOrigin(`${a}.${b}.${c}`)));
});
