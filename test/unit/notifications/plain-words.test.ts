import { expect, it } from "vitest";
import { internationalForm, oneLine, withPlainWords } from "../../../src/notifications/rendering/plain-words.js";

it.each([
  ["info@xn--bcher-kva.example", "info@bücher.example"],
  ["info@mail.xn--bcher-kva.example", "info@mail.bücher.example"],
  ["info@xn--fsqu00a.xn--0zwm56d", "info@例子.测试"],
  ["info@xn--e1afmkfd.xn--80akhbyknj4f", "info@пример.испытание"],
])("shows %s in its own script", (address, shown) => {
  expect(internationalForm(address)).toBe(shown);
});

it.each([
  ["a domain that is the same in both forms", "info@example.org"],
  ["an address literal", "info@[192.0.2.1]"],
  ["Cyrillic letters that all pass for Latin ones: аррӏе", "info@xn--80ak6aa92e.com"],
  ["Latin mixed with Cyrillic: pаypal", "info@xn--pypal-4ve.com"],
  ["Punycode that means nothing", "info@xn--a.example"],
])("shows no second form of %s", (_what, address) => {
  expect(internationalForm(address)).toBeNull();
});

it("puts a sign in the place of line ends, direction marks and other invisible characters", () => {
  expect(oneLine("a\r\nb\u202ec\u200bd\u2028e")).toBe("a\ufffdb\ufffdc\ufffdd\ufffde");
});

it("reaches text however deep, and leaves everything else as it is", () => {
  expect(withPlainWords({ a: ["x\n", { b: "\0" }], n: 1, t: true, z: null })).toEqual({
    a: ["x\ufffd", { b: "\ufffd" }],
    n: 1,
    t: true,
    z: null,
  });
});
