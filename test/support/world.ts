import { describe, test } from "vitest";
import { createTenants } from "../graphql/tenancy-tree.js";
import { openMailbox } from "../graphql/verification-mailbox.js";
import { startTestApi } from "./api.js";
import { ENGINES, type EngineName } from "./engines.js";
import { movableClock } from "./outbox.js";

type Settings = Parameters<typeof startTestApi>[2];
type WorldTest = ReturnType<typeof worldOn>;

/**
 * Runs the same tests on both engines, with an `it` that has what most of them stand on: made when the first asks for it,
 * shared by the tests of the block.
 *
 * `describeInWorld("a revocation", (it) => it("states a fact", async ({ api, tenants, mailbox, clock }) => …))`
 *
 * `tenants` are the resellers north and south with a domain and an account each, `mailbox` is the worker of the outbox and
 * what it sent.
 */
export function describeInWorld(
  title: string,
  tests: (it: WorldTest, engine: EngineName) => void,
  settings: Settings = {},
): void {
  for (const engine of ENGINES) {
    const it = worldOn(engine, settings);
    describe(`${title} on ${engine}`, () => tests(it, engine));
  }
}

function worldOn(engine: EngineName, settings: Settings) {
  return test
    .extend("clock", { scope: "file" }, () => movableClock())
    .extend("api", { scope: "file" }, ({ clock }) => startTestApi(engine, clock, settings))
    .extend("tenants", { scope: "file" }, ({ api }) => createTenants(api))
    .extend("mailbox", { scope: "file" }, ({ api }) => openMailbox(api));
}
