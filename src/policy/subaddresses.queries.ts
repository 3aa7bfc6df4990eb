import { type EntityManager, In } from "typeorm";
import { delimitersOfAddress } from "../decision/index.js";
import { Domain, isProven, placeOfDomain } from "../tenancy/index.js";
import { policyChains } from "./policy-levels.queries.js";

const NAMES_PER_STATEMENT = 500;

/** Characters that begin a subaddress in each of these domains (A-labels), as decisions take them. */
export async function subaddressDelimitersOf(
  manager: EntityManager,
  domainNames: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const names = [...new Set(domainNames)];
  for (let start = 0; start < names.length; start += NAMES_PER_STATEMENT) {
    const chunk = names.slice(start, start + NAMES_PER_STATEMENT);
    const domains = await manager.findBy(Domain, { name: In(chunk) });
    const [platformLevels = [], ...chains] = await policyChains(manager, [{}, ...domains.map(placeOfDomain)]);
    const facts = new Map(
      domains.map((domain, index) => [
        domain.name,
        // Whether mail may be sent at all is not asked here.
        { isSuspended: false, isProven: isProven(domain), policyLevels: chains[index] ?? [] },
      ]),
    );
    for (const name of chunk) found.set(name, delimitersOfAddress(name, facts.get(name) ?? null, platformLevels));
  }
  return found;
}
