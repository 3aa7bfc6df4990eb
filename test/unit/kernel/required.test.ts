import { expect, it } from "vitest";
import { required } from "../../../src/kernel/required.js";

it("gives back what is there, nothing and zero among it, and throws for what is missing", () => {
  expect([required(0), required(""), required(false)]).toEqual([0, "", false]);
  expect(() => required(undefined)).toThrow(TypeError);
  expect(() => required(null)).toThrow(TypeError);
});
