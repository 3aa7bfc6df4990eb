import { expect, it } from "vitest";
import { findLongParameterLists } from "../../../../scripts/rules/parameters.js";

it("finds functions of five values, whatever their form, and those with a name for each not", () => {
  const source = `
    export function placed(a: A, b: B, c: C, d: D, e: E) {}
    const written = (a: A, b: B, c: C, d: D, e = 1) => a;
    export function named(a: A, b: B, c: C, { d, e, f }: Rest) {}
    interface Shape { asked(a: A, b: B, c: C, d: D, e: E): void }
    class Resolver { field(@Arg("a") a: A, @Arg("b") b: B, @Arg("c") c: C, @Arg("d") d: D, @Ctx() e: E) {} }
    const given = (_a: A, _b: B, _c: C, _d: D, { errors }: E) => errors;
  `;
  expect(findLongParameterLists([["src/x.ts", source]])).toEqual([
    "src/x.ts:2: placed takes 5 values; name them",
    "src/x.ts:3: written takes 5 values; name them",
  ]);
});
