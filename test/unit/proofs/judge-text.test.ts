import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findingIn } from "../../../src/proofs/finding-words.js";
import { isValue, judgeAlias, judgeTexts } from "../../../src/proofs/judge-text.js";
import { newRecordValue, whomOf } from "../../../src/proofs/proof-record.js";
import { languageFor } from "../../../src/texts/index.js";

const KEY = "0123456789abcdef0123456789abcdef01234567";
const VALUE = `mayfrom=anna@north.test/${KEY}`;

describe("a record", () => {
  it.each([VALUE, ` ${VALUE}  `, `\u00a0${VALUE}\u2003`, `"${VALUE}"`, ` " ${VALUE} " `])("%j is the value", (text) => {
    expect(isValue(text, VALUE)).toBe(true);
  });

  it.each([
    `${VALUE}0`,
    `${VALUE}\u0000more`,
    VALUE.toUpperCase(),
    VALUE.slice(0, -1),
    `"${VALUE}`,
    `""${VALUE}""`,
    "",
  ])("%j is not the value", (text) => {
    expect(isValue(text, VALUE)).toBe(false);
  });

  it.each([
    [VALUE.slice(0, 40), "only a part of the value"],
    [VALUE.slice(30), "only a part of the value"],
    [VALUE.toUpperCase(), "other capitals"],
    [`x ${VALUE}`, "something more around it"],
    [VALUE.replace(KEY, "f".repeat(40)), "an older value"],
    [`mayfrom=${"f".repeat(40)}`, "an older value"],
    [`mayfrom=bert@south.test/${KEY}`, "for somebody else"],
    ["v=spf1 include:_spf.north.test -all", 'found there instead: "v=spf1 include:_spf.north.test -all"'],
    ["see http://evil.test/now", "found there instead: a text of 24 characters"],
    ["\u001b[2J<b>evil</b>\u202e", "found there instead: a text of 16 characters"],
  ])("%j is described: %s", (text, words) => {
    expect(findingIn(languageFor("en"), judgeTexts([text], VALUE))).toContain(words);
  });

  it("never puts control or markup characters of a stranger's into words", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { maxLength: 4 }), (texts) => {
        expect(findingIn(languageFor("en"), judgeTexts(texts, VALUE))).not.toMatch(/[\p{C}<>\u2028\u2029]/u);
      }),
    );
  });
});

describe("an alias in the place of a record", () => {
  it("is told apart from a value that was published as its target", () => {
    expect(judgeAlias([], VALUE)).toBeNull();
    expect(judgeAlias(["holder.example"], VALUE)).toEqual({ code: "CNAME_THERE", name: "holder.example" });
    expect(judgeAlias([`mayfrom=anna@north.test/${KEY}.north.test`], VALUE)).toEqual({ code: "VALUE_AS_CNAME" });
  });
});

describe("the value", () => {
  it("names for whom it is, in one string of a record, with nothing at which a panel could cut it", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 254 }), (whom) => {
        const value = newRecordValue(whom);
        expect(value).toMatch(/^mayfrom=[A-Za-z0-9.@:_+~=%!'()*-]*\/[0-9a-f]{40}$/);
        expect(value.length).toBeLessThanOrEqual(255);
      }),
    );
    expect(whomOf(newRecordValue("anna@north.test"))).toBe("anna@north.test");
    expect(whomOf(newRecordValue(`${"a".repeat(64)}@${"b".repeat(180)}.test`))).toMatch(/^\.\..*b\.test$/);
  });
});
