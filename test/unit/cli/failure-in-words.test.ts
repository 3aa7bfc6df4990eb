import { describe, expect, it } from "vitest";
import { failureInWords } from "../../../src/cli/failure-in-words.js";
import { ConfigurationError } from "../../../src/config/index.js";
import { badInput } from "../../../src/kernel/index.js";

const failure = (code: string, more: object = {}) =>
  Object.assign(new Error(`${code} with parameters`), { code, ...more });

describe("a failure on the terminal", () => {
  it.each([
    ["a password that the database refuses", failure("ER_ACCESS_DENIED_ERROR"), "the password in DATABASE_URL"],
    ["a database that is not there", failure("ER_BAD_DB_ERROR"), "not there"],
    ["a table that is not there", failure("ER_NO_SUCH_TABLE"), "mayfrom migrate"],
    [
      "the same of SQLite",
      Object.assign(failure("SQLITE_ERROR"), { message: "no such table: account" }),
      "mayfrom migrate",
    ],
    ["a database that another program holds", failure("SQLITE_BUSY"), "Another program"],
    ["a port in use", failure("EADDRINUSE", { address: "127.0.0.1", port: 4000 }), "127.0.0.1:4000 is taken"],
    [
      "a listener's place",
      new Error("cannot listen on unix:/run/x.sock: EACCES"),
      "unix:/run/x.sock: EACCES; see what",
    ],
    ["a server that is away", failure("ECONNREFUSED", { address: "127.0.0.1", port: 3306 }), "127.0.0.1:3306 does not"],
    [
      "the same by its name",
      new AggregateError([failure("ECONNREFUSED", { address: "::1", port: 3306 })]),
      "::1:3306 does not answer",
    ],
    ["a file that is not there", failure("ENOENT", { path: "nix.csv" }), "nix.csv is not there"],
    ["an option", badInput("OPTION_REFUSED", "--days", "This is no number"), "This is no number (--days)"],
    ["the environment", new ConfigurationError(["PORT: no number"]), "PORT: no number"],
  ])("says in a sentence what to do: %s", (_what, error, words) => {
    expect(failureInWords(error)).toContain(words);
    expect(failureInWords(error)).not.toContain("parameters");
  });

  it("leaves what only we can mend to its stack", () => {
    expect(failureInWords(new TypeError("x is not a function"))).toBeNull();
    expect(failureInWords(failure("SQLITE_ERROR", { message: "near SELECT: syntax error" }))).toBeNull();
  });
});
