import { expect, it } from "vitest";
import { DomainError } from "../../../src/kernel/index.js";
import { failureOf } from "../../../src/tracing/failure.js";

const ADDRESS = "anna@bakery.example";

it.each([
  [
    "a refusal",
    new DomainError("NO_SUCH_PATH", ADDRESS),
    { isFault: false, attributes: { "mayfrom.refusal": "NO_SUCH_PATH" } },
  ],
  [
    "a database that is away",
    new DomainError("TOOK_TOO_LONG", ADDRESS),
    { isFault: true, attributes: { "error.type": "TOOK_TOO_LONG" } },
  ],
  [
    "a driver's error",
    Object.assign(new Error(ADDRESS), { code: "ER_LOCK_DEADLOCK" }),
    { isFault: true, attributes: { "error.type": "ER_LOCK_DEADLOCK" } },
  ],
  ["a fault of ours", new TypeError(ADDRESS), { isFault: true, attributes: { "error.type": "TypeError" } }],
  [
    "a name that could be words",
    Object.assign(new Error(ADDRESS), { code: ADDRESS, name: ADDRESS }),
    { isFault: true, attributes: { "error.type": "_OTHER" } },
  ],
  ["no error at all", ADDRESS, { isFault: true, attributes: { "error.type": "_OTHER" } }],
])("says of %s its code and never its words", (_title, error, failure) => {
  expect(failureOf(error)).toEqual(failure);
});
