import { newIdentifier } from "../../src/kernel/index.js";
import { Proposal, ProposalState } from "../../src/rollout/proposals/proposal.entity.js";
import { Account } from "../../src/tenancy/index.js";
import { OPERATOR, type TestApi } from "./api.js";

const CREATE = "mutation ($input: CreateAccountInput!) { createAccount(input: $input) { id } }";
const DOMAIN = "query ($name: String!) { domainByName(name: $name) { id } }";

/** A mailbox with a password, which was seen to send as an address that nobody has allowed. */
export async function addMailboxSeenAs(api: TestApi, address: string, seenAs: string, password: string): Promise<void> {
  const name = address.slice(address.lastIndexOf("@") + 1);
  const { domainByName } = await api.succeed<{ domainByName: { id: string } }>(OPERATOR, DOMAIN, { name });
  await api.succeed(OPERATOR, CREATE, { input: { domainId: domainByName.id, address, password } });
  const { id: accountId, domainId } = await api.database.reader.findOneByOrFail(Account, { address });
  const at = new Date(Date.now() - 3_600_000);
  await api.database.write((tx) =>
    tx.manager.insert(Proposal, {
      id: newIdentifier(),
      accountId,
      domainId,
      addressKey: seenAs,
      state: ProposalState.OPEN,
      messages: 7,
      days: 3,
      firstSeenAt: at,
      lastSeenAt: at,
      createdAt: at,
    }),
  );
}
