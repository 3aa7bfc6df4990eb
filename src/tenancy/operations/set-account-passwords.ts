import type { KeyRing } from "../../config/index.js";
import type { Database } from "../../database/index.js";
import { fromGlobalId } from "../../graphql/index.js";
import { type Actor, badInput, type GlobalId } from "../../kernel/index.js";
import { Account } from "../account.entity.js";
import { type ReadPassword, readPassword } from "../account-password.js";
import type { SetAccountPasswordsInput } from "../batch.input.js";
import { answerItems, type ItemAnswer, oneByOne } from "../batch.js";
import { ofVersions, requireVersionOfEach } from "../batch-versions.js";
import { findAnswer, keyedCall, type RememberedAnswer, requireBatch } from "../bulk-calls.js";
import { setAccountPassword } from "./set-account-password.js";

interface NewPassword extends ReadPassword {
  readonly accountId: GlobalId;
}

/** In one transaction; passwords are hashed before it begins. */
export async function setAccountPasswords(
  database: Database,
  actor: Actor,
  input: SetAccountPasswordsInput,
  key: KeyRing,
): Promise<RememberedAnswer<ItemAnswer[]>> {
  requireBatch(input.items, "input.items");
  requireVersionOfEach(input.ifUpdatedAt, input.items.length);
  const call = keyedCall(actor, "setAccountPasswords", { input, ring: key });
  const answer = await findAnswer<ItemAnswer[]>(database.reader, call);
  if (answer !== null) return { answer, wasRepeated: true };
  const items: NewPassword[] = await Promise.all(
    input.items.map(async (item) => ({ accountId: item.accountId, ...(await readPassword(item, "input")) })),
  );
  const { ifUpdatedAt } = input;
  const versions = { Entity: Account, idOf: ({ accountId }: NewPassword) => accountId, ifUpdatedAt };
  return answerItems(database, {
    call,
    items,
    onError: input.onError,
    work: ofVersions(
      versions,
      "input.items",
      oneByOne(async (tx, { accountId, passwordHash, passwordProblem }) => {
        if (passwordProblem !== null) throw passwordProblem;
        // The single mutation takes a password away by null; a batch in which one was forgotten should not.
        if (passwordHash === null)
          throw badInput("VALUE_MISSING", "input.password", "A password or its hash is wanted");
        return setAccountPassword(tx, actor, fromGlobalId("Account", accountId), passwordHash);
      }),
    ),
  });
}
