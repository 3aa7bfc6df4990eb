import { Account, Domain } from "../../src/tenancy/index.js";
import { actorWith, type TestApi } from "./api.js";

const ADD = "mutation ($input: AddIdentityInput!) { addIdentity(input: $input) { id } }";

/** Requests of a mailbox for addresses of its own domain, which wait for the domain's administrators. */
export async function askForAddresses(api: TestApi, mailbox: string, addresses: readonly string[]): Promise<void> {
  const { reader } = api.database;
  const account = await reader.findOneByOrFail(Account, { address: mailbox });
  const { resellerPath } = await reader.findOneByOrFail(Domain, { id: account.domainId });
  const { id: accountId, globalId, domainId } = account;
  const actor = actorWith("ACCOUNT", { kind: "ACCOUNT", accountId, domainId, resellerPath });
  for (const address of addresses) await api.succeed(actor, ADD, { input: { accountId: globalId, address } });
}
