import { describe, expect, it } from "vitest";
import { BOUNDED_PATTERNS, readText } from "../../../src/search/read-text.js";

describe("a text that somebody looks for", () => {
  it("is read as a bounce: the refusal, the queue id, the Message-ID and the addresses in it", () => {
    const bounce = [
      "X-Postfix-Queue-ID: 4bXk2L90tz",
      "<sales@elsewhere.test>: host mx.test said: 550 5.7.1 <sales@elsewhere.test>: not an authorized",
      "    sender of anna@bakery.test; add it in the console",
      "Message-ID: <one@bakery.test>",
    ].join("\n");
    expect(readText(bounce)).toEqual({
      addresses: ["sales@elsewhere.test", "anna@bakery.test", "one@bakery.test"],
      domains: ["elsewhere.test", "bakery.test"],
      queueIds: ["4bXk2L90tz"],
      messageIds: ["one@bakery.test"],
      refusals: [{ login: "anna@bakery.test", sender: "sales@elsewhere.test" }],
      word: null,
    });
  });

  it("is read by the link of a refusal, which names both", () => {
    const link = "https://mail.test/console/senders?address=sales%40elsewhere.test&account=anna%40bakery.test";
    expect(readText(link).refusals).toEqual([{ login: "anna@bakery.test", sender: "sales@elsewhere.test" }]);
  });

  it("is read with patterns that go on by a bounded number of characters from wherever they begin", () => {
    const unbounded = BOUNDED_PATTERNS.filter(({ source }) =>
      /[+*]|\{\d+,\}/.test(source.replace(/\\.|\[[^\]]*\]/g, "")),
    );
    expect(unbounded).toEqual([]);
    expect(BOUNDED_PATTERNS).toHaveLength(7);
  });
});
