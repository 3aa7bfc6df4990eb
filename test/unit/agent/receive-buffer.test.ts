import fc from "fast-check";
import { expect, it } from "vitest";
import { appendBytes, consumeBytes, createReceiveBuffer } from "../../../src/agent/wire/receive-buffer.js";

it("holds what was appended and not yet consumed, in order", () => {
  const step = fc.oneof(
    fc.uint8Array({ maxLength: 700 }).map((bytes) => Buffer.from(bytes)),
    fc.nat(900),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const buffer = createReceiveBuffer();
      let expected = Buffer.alloc(0);
      for (const next of steps) {
        if (typeof next === "number") {
          const count = Math.min(next, expected.length);
          consumeBytes(buffer, count);
          expected = expected.subarray(count);
        } else {
          const given = Buffer.from(next);
          appendBytes(buffer, next);
          expect(next).toEqual(given);
          expected = Buffer.concat([expected, given]);
        }
        expect(buffer.bytes.subarray(buffer.start, buffer.end).equals(expected)).toBe(true);
      }
    }),
  );
});
