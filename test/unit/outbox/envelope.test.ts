import { describe, expect, it } from "vitest";
import { EnvelopeMismatchError, requireSameEnvelope } from "../../../src/outbox/transports/envelope.js";

describe("what the mail transport would really send to", () => {
  it.each([
    "a@x.example",
    "Joe.Bloggs@X.example",
    "o'neil@x.example",
    '"a b"@x.example',
    '"a,b"@x.example',
    '"a\\"b"@x.example',
    "jörg@x.example",
  ])("is %s when that is asked", (to) => {
    expect(() => requireSameEnvelope(to)).not.toThrow();
  });

  it.each([
    '"<c@evil.example>"@x.example',
    "x@y.example <c@evil.example>",
    "a@x.example, c@evil.example",
    "group: c@evil.example;",
    "",
  ])("is not %s, so that it stops for good", (to) => {
    expect(() => requireSameEnvelope(to)).toThrow(EnvelopeMismatchError);
  });
});
