import type { Transaction } from "../../database/index.js";
import { type Actor, required } from "../../kernel/index.js";
import type { Domain } from "../domain.entity.js";
import type { CreateDomainInput } from "../domain.input.js";
import { insertDomains } from "../domain-insertion.js";

/**
 * A domain of a reseller inside the caller's scope. A name is hosted once in the installation, so CONFLICT tells that
 * somebody hosts it here, which DNS tells everybody; it does not tell who.
 */
export async function createDomain(tx: Transaction, actor: Actor, input: CreateDomainInput): Promise<Domain> {
  const [domain] = await insertDomains(tx, actor, [input], () => "input");
  return required(domain);
}
