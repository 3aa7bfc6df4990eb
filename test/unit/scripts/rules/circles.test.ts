import { expect, test } from "vitest";
import { findCircles } from "../../../../scripts/rules/circles.js";

test("finds a circle of types, and names its files in their order", () => {
  const circles = findCircles([
    ["src/tenancy/a.ts", 'import { b } from "./b.js";'],
    ["src/tenancy/b.ts", 'import type { C } from "./c/c.js";'],
    ["src/tenancy/c/c.ts", 'export { a } from "../a.js";'],
  ]);
  expect(circles).toEqual([["src/tenancy/a.ts", "src/tenancy/b.ts", "src/tenancy/c/c.ts"]]);
});

test("two ways to one file are no circle", () => {
  const circles = findCircles([
    ["src/tenancy/a.ts", 'import "./b.js"; import "./c.js";'],
    ["src/tenancy/b.ts", 'import "./d.js";'],
    ["src/tenancy/c.ts", 'import "./d.js"; import "typeorm";'],
    ["src/tenancy/d.ts", ""],
  ]);
  expect(circles).toEqual([]);
});
