import { expect, it } from "vitest";
import { hashPassword, verifyPassword } from "../../../src/graphql/index.js";

it("hashes with argon2id and a salt of its own each time", async () => {
  const hashes = await Promise.all([hashPassword("correct horse", "f"), hashPassword("correct horse", "f")]);
  expect(hashes[0]).toMatch(/^\$argon2id\$v=19\$/);
  expect(hashes[0]).not.toBe(hashes[1]);
});

it("accepts the right password and no other", async () => {
  const hash = await hashPassword("correct horse", "f");
  expect(await verifyPassword(hash, "correct horse")).toBe(true);
  expect(await verifyPassword(hash, "correct hors")).toBe(false);
  expect(await verifyPassword(hash, "")).toBe(false);
});

it("accepts a letter however the keyboard composed it", async () => {
  const hash = await hashPassword("caf\u00e9 noir", "f");
  expect(await verifyPassword(hash, "cafe\u0301 noir")).toBe(true);
});

it("says no where there is no hash, whatever the password", async () => {
  expect(await verifyPassword(null, "the password of nobody")).toBe(false);
});

it("counts characters, not bytes, and takes 8 to 256 of them", async () => {
  const longest = "𝒶".repeat(256);
  expect(await verifyPassword(await hashPassword(longest, "f"), longest)).toBe(true);
  expect(await verifyPassword(await hashPassword(longest, "f"), `${longest}x`)).toBe(false);
});

it.each([
  ["seven77", "too short"],
  ["", "empty"],
  ["x".repeat(257), "too long"],
  ["𝒶".repeat(257), "too long in characters outside the BMP"],
  ["with\nline end", "a line end"],
  ["with\0nothing", "a NUL"],
])("refuses %j (%s) and names the field", async (password) => {
  await expect(hashPassword(password, "input.password")).rejects.toMatchObject({
    code: "BAD_USER_INPUT",
    field: "input.password",
  });
});

it("refuses a burst that would wait for long, and serves again once it is over", async () => {
  const hash = await hashPassword("correct horse", "f");
  const burst = await Promise.allSettled(Array.from({ length: 230 }, () => verifyPassword(hash, "correct horse")));
  const refused = burst.filter((result) => result.status === "rejected");
  expect(refused).toHaveLength(30);
  expect(refused[0]?.reason).toMatchObject({ code: "UNAVAILABLE", retryAfterSeconds: 2 });
  expect(await verifyPassword(hash, "correct horse")).toBe(true);
});
