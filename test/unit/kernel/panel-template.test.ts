import { describe, expect, it } from "vitest";
import { type PanelTemplate, pageLink, readPanelTemplate } from "../../../src/kernel/index.js";

const GOOD = "https://panel.example.org/senders?address={address}&mailbox={account}";

describe("the address of a reseller's panel", () => {
  it.each([GOOD, "https://panel.example.org", "https://panel.example.org:8443/{account}#{address}"])(
    "%s is taken as it stands",
    (text) => {
      expect(readPanelTemplate(text)).toMatchObject({ ok: true, template: text, host: "panel.example.org" });
    },
  );

  it.each([
    ["http://panel.example.org/", "https"],
    ["javascript:alert(1)", "https"],
    ["//panel.example.org/", "https"],
    ["HTTPS://panel.example.org/", "https"],
    ["https://panel.example.org@evil.example/", "user"],
    ["https://{account}.example.org/", "host"],
    ["https://panel.example.org.{address}/", "host"],
    ["https://PANEL.example.org/", "host"],
    ["https://192.0.2.1/", "host"],
    ["https://[2001:db8::1]/", "host"],
    ["https://localhost/", "host"],
    ["https://panel.example.org/{password}", "{password} is no placeholder"],
    ["https://panel.example.org/{", "placeholder"],
    ["https://panel.example.org/<b>", "markup"],
    ['https://panel.example.org/"onclick=', "markup"],
    ["https://panel.example.org\\@evil.example", "markup"],
    ["https://panel.example.org/\r\nBcc: x", "visible"],
    ["https://pänel.example.org/", "visible"],
    [`https://panel.example.org/${"a".repeat(500)}`, "characters"],
    ["", "characters"],
  ])("%s is refused, and it is said why", (text, why) => {
    expect(readPanelTemplate(text)).toMatchObject({ ok: false, problem: expect.stringContaining(why) });
  });

  it("takes the place of the senders' page, and whatever is filled in stays a value", () => {
    const base = { publicUrl: "https://mayfrom.example", panelUrl: GOOD as PanelTemplate };
    const link = { to: "senders", address: "a&b=c#{account}@x.example", account: "\ud800@bakery.example" } as const;
    expect(pageLink(base, link)).toBe(
      "https://panel.example.org/senders?address=a%26b%3Dc%23%7Baccount%7D%40x.example&mailbox=%EF%BF%BD%40bakery.example",
    );
    expect(pageLink(base, { to: "requests", domain: "bakery.example" })).toBe(
      "https://mayfrom.example/console/requests?domain=bakery.example",
    );
  });
});
