import { describe, expect, test } from "vitest";
import { activated, headerLine, log, opened } from "./postfix-lines.js";
import { readContent } from "./reading.js";

describe("header From", () => {
  const headerFromOf = async (...lines: string[]) => {
    const content = log(opened("4A1B2C3D"), ...lines, activated("4A1B2C3D", "s@a.example"));
    return (await readContent(content)).submissions[0]?.headerFrom;
  };

  test.each([
    ["Bob <bob@a.example>", "bob@a.example"],
    ["bob@a.example", "bob@a.example"],
    ["bob@a.example (Bob)", "bob@a.example"],
    ['"Boss, The" <boss@a.example>', "boss@a.example"],
    ["A <a@x.example>, B <b@x.example>", "a@x.example, b@x.example"],
    ["Team: a@x.example, b@x.example;", "a@x.example, b@x.example"],
    ['"x from evil[1.2.3.4]; from=<x@y> to=<z@z> proto=ESMTP helo=<q>" <me@real.example>', "me@real.example"],
    ['"a <fake@x.example>" <real@x.example>', "real@x.example"],
    ['"odd one"@x.example', '"odd one"@x.example'],
    ["Folded Name?? <f@x.example>", "f@x.example"],
    ["?? folded@x.example", "folded@x.example"],
    ["Zoë <zoe@x.example>", "zoe@x.example"],
    ["no address here", null],
    ["<a@x.example> <b@x.example>", null],
    ['"unbalanced <b@x.example>', null],
  ])("%j is %j", async (content, address) => {
    expect(await headerFromOf(headerLine("4A1B2C3D", content))).toBe(address);
  });

  test("that the log cut in the middle of the address is unknown", async () => {
    const long = `${"N".repeat(170)} <somebody@a-long-domain.example>`;
    expect(await headerFromOf(headerLine("4A1B2C3D", `${long}`.slice(0, 194)))).toBeNull();
  });

  test("that the log cut in the middle of a bare address is unknown", async () => {
    const cut = `${"n".repeat(180)}@x.example.org`.slice(0, 194);
    expect(cut).toHaveLength(194);
    expect(await headerFromOf(headerLine("4A1B2C3D", cut))).toBeNull();
  });

  test("in front of the cut is known", async () => {
    const cut = `a@x.example, ${"N".repeat(190)}`.slice(0, 194);
    expect(await headerFromOf(headerLine("4A1B2C3D", cut))).toBe("a@x.example");
  });

  test("is read through a tail that the operator's text repeats", async () => {
    const line = headerLine("4A1B2C3D", "Bob <b@x.example>").replace(": info:", ": warning:");
    expect(await headerFromOf(`${line}: seen from here`)).toBe("b@x.example");
  });

  test("of a message with two of them shows both", async () => {
    const lines = [headerLine("4A1B2C3D", "a@x.example"), headerLine("4A1B2C3D", "b@x.example")];
    expect(await headerFromOf(...lines)).toBe("a@x.example, b@x.example");
  });

  test("of the stranger who got the id next is not taken over", async () => {
    const content = log(
      opened("4A1B2C3D"),
      activated("4A1B2C3D", "s@a.example"),
      headerLine("4A1B2C3D", "x@x.example"),
    );
    expect((await readContent(content)).submissions[0]?.headerFrom).toBeNull();
  });
});
