import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeAliases, encodeAliases } from "../../../../../src/agent/copy/tables/aliases.js";

it("reads aliases as they were written, the proven apart from the others", () => {
  const keys = fc.array(fc.emailAddress(), { maxLength: 4 });
  fc.assert(
    fc.property(keys, keys, (proven, unproven) => {
      expect(decodeAliases(encodeAliases({ proven, unproven }))).toEqual({ proven, unproven });
    }),
  );
});
