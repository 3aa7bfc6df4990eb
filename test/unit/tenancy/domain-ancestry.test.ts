import { expect, it } from "vitest";
import { ancestorsOf, isPublicSuffix } from "../../../src/tenancy/domain-ancestry.js";

it("the names above a domain, the nearest first", () => {
  expect(ancestorsOf("a.b.example.org")).toEqual(["b.example.org", "example.org", "org"]);
  expect(ancestorsOf("org")).toEqual([]);
});

it.each(["com", "co.uk", "github.io", "localhost", "xn--p1ai"])("%s belongs to nobody", (name) => {
  expect(isPublicSuffix(name)).toBe(true);
});

it.each(["example.com", "example.co.uk", "someone.github.io", "mail.localhost"])("%s belongs to somebody", (name) => {
  expect(isPublicSuffix(name)).toBe(false);
});
