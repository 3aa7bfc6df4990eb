import type { Transaction } from "../../database/index.js";
import { type Actor, required } from "../../kernel/index.js";
import type { Domain } from "../domain.entity.js";
import type { CreateDomainAliasInput } from "../domain.input.js";
import { insertDomainAliases } from "../domain-insertion.js";

/** `createDomain`, for a name that stands for another domain of the same reseller. An alias has no aliases. */
export async function createDomainAlias(tx: Transaction, actor: Actor, input: CreateDomainAliasInput): Promise<Domain> {
  const [alias] = await insertDomainAliases(tx, actor, [input], () => "input");
  return required(alias);
}
