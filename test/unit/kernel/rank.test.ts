import { describe, expect, it } from "vitest";
import { isRankAbove, mayUndo, rankOf, requireMayUndo, type Scope } from "../../../src/kernel/index.js";

const reseller = (resellerPath: string): Scope => ({ kind: "RESELLER", resellerId: "r", resellerPath });
const platform: Scope = { kind: "PLATFORM" };
const top = reseller("aaaaaaaa");
const sub = reseller("aaaaaaaabbbbbbbb");
const domain: Scope = { kind: "DOMAIN", domainId: "d", domainName: "d.test", resellerPath: "aaaaaaaa" };
const account: Scope = { kind: "ACCOUNT", accountId: "a", domainId: "d", resellerPath: "aaaaaaaa" };

describe("ranks", () => {
  it.each([
    [platform, top],
    [platform, account],
    [top, sub],
    [top, domain],
    [top, account],
    [domain, account],
  ])("of %j are above those of %j, never the other way round", (above, below) => {
    expect(isRankAbove(rankOf(above), rankOf(below))).toBe(true);
    expect(isRankAbove(rankOf(below), rankOf(above))).toBe(false);
    expect(mayUndo(rankOf(below), above)).toBe(true);
    expect(mayUndo(rankOf(above), below)).toBe(false);
    expect(() => requireMayUndo(rankOf(above), below, "This lock")).toThrow(/^This lock was set further up/);
  });

  it.each([
    [sub, domain],
    [sub, account],
    [top, reseller("aaaaaaac")],
  ])("of %j and %j are beside each other", (one, other) => {
    expect(mayUndo(rankOf(one), other)).toBe(false);
    expect(mayUndo(rankOf(other), one)).toBe(false);
  });

  it("let peers undo each other's, and anybody what nobody set", () => {
    for (const scope of [platform, top, sub, domain, account]) {
      expect(mayUndo(rankOf(scope), scope)).toBe(true);
      expect(mayUndo(null, scope)).toBe(true);
    }
  });
});
