import { expect } from "vitest";
import type { CopySource } from "../../../src/agent/index.js";
import type { Decision, SenderQuestion } from "../../../src/decision/index.js";
import { decideForAll } from "../../../src/grounds/index.js";
import type { TestApi } from "../../support/api.js";
import { TARGETS } from "./random-writes.js";

/** Every question that the rows of this database could answer differently, and some about nobody. */
export async function questionsAbout(api: TestApi): Promise<SenderQuestion[]> {
  const { reader } = api.database;
  const logins = (await reader.query<{ addressKey: string }[]>("SELECT addressKey FROM account", [])).map(keyOf);
  const aliases = (await reader.query<{ addressKey: string }[]>("SELECT addressKey FROM account_alias", [])).map(keyOf);
  const addresses = [...TARGETS, "", "not an address", "someone@target.test", "info-x@target.test", ...aliases];
  return [...logins, "nobody@unknown.test", "bare-name"].flatMap((login) =>
    [...addresses, login, login.replace("@", "+tag@")].map((reversePath) => ({ login, reversePath })),
  );
}

function keyOf({ addressKey }: { addressKey: string }): string {
  return addressKey;
}

/** The copy says of each question what the database says, at the same revision. */
export async function expectSameDecisions(api: TestApi, source: CopySource, now: Date): Promise<void> {
  const questions = await questionsAbout(api);
  const fromDatabase = await decideForAll(api.database.reader, questions, now, "https://mayfrom.test");
  const expected = questions.map((question, index) => ({ question, ...plain(fromDatabase[index]!.decision) }));
  const actual = questions.map((question) => ({ question, ...plain(source.decide(question)) }));
  expect(actual).toEqual(expected);
}

// The copy does not hold the identifiers of authorizations.
function plain({ authorizationId: _, ...rest }: Decision): Omit<Decision, "authorizationId"> {
  return rest;
}
