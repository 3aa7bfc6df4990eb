import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dmarcPolicyOf, findDmarcPolicy, parseDmarcPolicy } from "../../../src/authorizations/delivery-advice.js";
import { createResolver } from "../../../src/dns/index.js";

describe("a DMARC record", () => {
  it.each([
    ["v=DMARC1; p=reject", "reject"],
    ["v=DMARC1;p=quarantine;pct=50", "quarantine"],
    ["v = DMARC1 ; P = Reject ; rua=mailto:a@b.example", "reject"],
    ["v=DMARC1; p=none", "none"],
    ["v=DMARC1; p=maybe", null],
    ["v=DMARC1", null],
    ["v=DMARC2; p=reject", null],
    ["p=reject; v=DMARC1", null],
    ["v=spf1 -all", null],
    ["", null],
  ])("%j asks for %j", (record, policy) => {
    expect(parseDmarcPolicy(record, false)).toBe(policy);
  });

  it("has a policy of its own for subdomains", () => {
    expect(parseDmarcPolicy("v=DMARC1; p=none; sp=reject", true)).toBe("reject");
    expect(parseDmarcPolicy("v=DMARC1; p=quarantine", true)).toBe("quarantine");
  });

  it("never throws, whatever a name server says", () => {
    fc.assert(fc.property(fc.string(), fc.boolean(), (text, isSubdomain) => void parseDmarcPolicy(text, isSubdomain)));
  });
});

describe("the policy of a domain", () => {
  const records = (texts: Record<string, string[]>) => async (name: string) => texts[name] ?? [];

  it("is its own, else that of its organizational domain", async () => {
    const lookUp = records({
      "_dmarc.example.co.uk": ["v=DMARC1; p=reject"],
      "_dmarc.own.example.co.uk": ["v=DMARC1; p=none"],
    });
    expect(await findDmarcPolicy("mail.example.co.uk", lookUp)).toBe("reject");
    expect(await findDmarcPolicy("own.example.co.uk", lookUp)).toBe("none");
    expect(await findDmarcPolicy("other.co.uk", lookUp)).toBeNull();
  });

  it("is none when there are two records", async () => {
    const lookUp = records({ "_dmarc.two.example": ["v=DMARC1; p=reject", "v=DMARC1; p=none"] });
    expect(await findDmarcPolicy("two.example", lookUp)).toBeNull();
  });

  it("is unknown for an address literal, and where the look-up fails", async () => {
    let asked = 0;
    const lookCached = async () => {
      asked += 1;
      return { kind: "UNKNOWN", troubles: ["ANSWERED SERVFAIL"] } as const;
    };
    const resolver = { ...createResolver([]), lookCached };
    expect(await dmarcPolicyOf("[192.0.2.1]", resolver, 1_000)).toBeNull();
    expect(asked).toBe(0);
    expect(await dmarcPolicyOf("failing.example", resolver, 1_000)).toBeNull();
  });
});
