import type { EntityManager } from "typeorm";
import type { Identity } from "../authorizations/index.js";
import { rowAcrossTenants } from "../kernel/index.js";
import { findAccountReceivingAt } from "../tenancy/index.js";

/** The language of whoever reads the mailbox, where it is hosted here and they have said one; else the one given. */
export async function languageOfOwner(
  manager: EntityManager,
  { addressKey }: Pick<Identity, "addressKey">,
  otherwise: string,
): Promise<string> {
  const account = await findAccountReceivingAt(manager, addressKey);
  return rowAcrossTenants(account, "the mail goes to its own mailbox")?.language ?? otherwise;
}
