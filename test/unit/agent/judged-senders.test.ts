import { expect, test } from "vitest";
import { judgeSenderFields } from "../../../src/agent/judged-senders.js";

const from = (...values: string[]) => values.map((value) => ({ name: "From", value }));
const mailboxes = (count: number) => Array.from({ length: count }, (_, index) => `user${index}@example.org`);

test("a field that can be read gives its addresses, each once", () => {
  expect(judgeSenderFields(from("Anna <anna@example.org>, bob@example.org", "anna@example.org"))).toEqual({
    fromAddresses: ["anna@example.org", "bob@example.org"],
    unreadableFields: [],
  });
});

test.each(["anna@example.org <", ""])("a field that cannot be read to its end is given as a whole: %j", (value) => {
  const judged = judgeSenderFields(from(value));
  expect(judged.unreadableFields).toEqual([`From: ${value}`]);
  expect(judged.fromAddresses).not.toContain(`From: ${value}`);
});

test("more than a hundred are cut to what one question takes, and so are more fields than are kept", () => {
  expect(judgeSenderFields(from(mailboxes(100).join(", "))).unreadableFields).toEqual([]);
  const tooMany = judgeSenderFields(from(mailboxes(101).join(", ")));
  expect(tooMany.fromAddresses).toHaveLength(99);
  expect(tooMany.unreadableFields).toHaveLength(1);
  expect(judgeSenderFields(from("anna@example.org"), { isCut: true }).unreadableFields).toHaveLength(1);
});
