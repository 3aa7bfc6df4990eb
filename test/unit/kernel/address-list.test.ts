import { describe, expect, it } from "vitest";
import { optionalAddressList } from "../../../src/kernel/address-list.js";
import type { DomainError } from "../../../src/kernel/index.js";

const read = (text: string) => optionalAddressList(text, "input.replyTo");

function refusal(text: string): string {
  try {
    read(text);
  } catch (error) {
    expect(error).toMatchObject({ code: "BAD_USER_INPUT", field: "input.replyTo" });
    return (error as DomainError).message;
  }
  throw new Error(`not refused: ${text}`);
}

describe("a list of addresses", () => {
  it("is kept as it was given, and names everybody in it by key", () => {
    const lists: [string, string[]][] = [
      ["desk@club.test", ["desk@club.test"]],
      ["Desk <Desk@Club.test>, ed@club.test", ["desk@club.test", "ed@club.test"]],
      ['"Desk, Club" <desk@club.test>', ["desk@club.test"]],
      ['"a \\" , b" <desk@club.test>, (one, two) ed@club.test', ["desk@club.test", "ed@club.test"]],
      ["Desk: a@club.test, B <b@club.test>;, c@club.test", ["a@club.test", "b@club.test", "c@club.test"]],
      ["=?utf-8?q?J=C3=B6rg?= <joerg@club.test>", ["joerg@club.test"]],
      ["Jörg <jörg@bücher.test>", ["jörg@xn--bcher-kva.test"]],
      ["a@club.test, b@club.test,", ["a@club.test", "b@club.test"]],
      ["Net <a@[IPv6:2001:db8::1]>", ["a@[ipv6:2001:db8::1]"]],
    ];
    for (const [text, keys] of lists) expect(read(text)).toMatchObject({ text, keys });
  });

  it("is the same list however its names are quoted and its addresses are spelled", () => {
    expect(read(' "Desk" <DESK@club.test> , ed@club.test')?.comparable).toBe(
      read("Desk <desk@Club.test>,ed@club.test")?.comparable,
    );
    expect(read("Desk <desk@club.test>")?.comparable).not.toBe(read("Sales <desk@club.test>")?.comparable);
    expect(read("Desk: a@club.test;")?.comparable).not.toBe(read("a@club.test")?.comparable);
  });

  it("is null when there is none", () => {
    for (const text of ["", "  ", null, undefined]) expect(optionalAddressList(text, "x")).toBeNull();
  });

  it("says which entry is wrong", () => {
    expect(refusal("a@club.test, b, c@club.test")).toContain('Entry 2, "b", holds no address');
    expect(refusal("a@club.test b@club.test")).toContain("Entry 1");
    expect(refusal("a@club.test, b@club.test <c@club.test>")).toContain("Entry 2");
    expect(refusal("a@club.test, x@-.test")).toContain("Entry 2");
    expect(refusal("a@club.test, Desk: b@club.test, c;")).toContain('Entry 2, "c"');
    expect(refusal("a@club.test, Desk: b@club.test")).toContain("Entry 2");
    expect(refusal('"Desk <a@club.test>')).toContain("Entry 1");
    expect(refusal("Desk:;")).toContain("names nobody");
    expect(refusal(",")).toContain("names nobody");
    expect(refusal(Array.from({ length: 51 }, (_, index) => `a${index}@club.test`).join())).toContain("51 addresses");
    expect(refusal("a@club.test\r\nBcc: b@club.test")).toContain("Line ends");
    expect(refusal(`${"x".repeat(5_001)}`)).toContain("5001 characters");
  });
});
