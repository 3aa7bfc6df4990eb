import { lockIdentity } from "../../src/authorizations/index.js";
import { noteReturnedMail, returnPathTagOf, verificationKeys } from "../../src/verification/index.js";
import { mailOwnerLink } from "../../src/verification/operations/mail-owner-link.js";
import { createTenants } from "../graphql/tenancy-tree.js";
import {
  ADD_IDENTITY,
  ANSWER,
  AUTHORIZATION,
  type AuthorizationAnswer,
  openMailbox,
} from "../graphql/verification-mailbox.js";
import { ANONYMOUS, startTestApi } from "../support/api.js";
import type { EngineName } from "../support/engines.js";
import { movableClock } from "../support/outbox.js";

export const DAY_MS = 24 * 60 * 60 * 1_000;

/** Accounts that ask owners, whose mails are played: taken, refused, answered or come back. */
export async function openAskedOwners(engine: EngineName) {
  const clock = movableClock();
  const api = await startTestApi(engine, clock);
  const tree = await createTenants(api);
  const mailbox = openMailbox(api);
  let number = 0;

  /** Of an address that nobody has. */
  function nextNumber(): number {
    number += 1;
    return number;
  }

  async function ask(address = `owner${nextNumber()}@away${number}.test`, account = tree.north.account) {
    const input = { accountId: account.id, address, displayName: "Shop" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(account.actor, ADD_IDENTITY, {
      input,
    });
    const [mail] = await mailbox.deliver();
    clock.advance(60_000);
    return { authorization: addIdentity, mail, address };
  }

  async function allow({ authorization, mail }: Awaited<ReturnType<typeof ask>>): Promise<void> {
    const { matchNumber } = authorization.verification!;
    await api.succeed(ANONYMOUS, ANSWER, { input: { token: mail!.secrets.token, decision: "ALLOW", matchNumber } });
  }

  async function now({ id }: { id: string }): Promise<AuthorizationAnswer> {
    const { node } = await api.succeed<{ node: AuthorizationAnswer }>(tree.north.account.actor, AUTHORIZATION, { id });
    return node;
  }

  /** A report about one recipient of that mail comes to its return path. */
  function comesBack(
    { mail, address }: Awaited<ReturnType<typeof ask>>,
    { text = "550 5.1.1 user unknown", recipient = address, status = "5.1.1", action = "failed" } = {},
  ): Promise<boolean> {
    const tag = returnPathTagOf(mail!.returnPath!.toUpperCase())!;
    const returned = { failure: { text, status, action }, recipient, reportingServer: "mx.far.test" };
    return api.database.write((tx) => noteReturnedMail(tx, tag, [returned]));
  }

  async function deliveryStateOf(asked: Awaited<ReturnType<typeof ask>>, account = tree.north.account) {
    const { id } = asked.authorization;
    const { node } = await api.succeed<{ node: AuthorizationAnswer }>(account.actor, AUTHORIZATION, { id });
    return node.verification?.deliveryState;
  }

  /** What its owner has allowed one account, and an open question about another one. */
  async function askTwice() {
    const standing = await ask();
    await allow(standing);
    clock.advance(DAY_MS);
    const open = await ask(standing.address, tree.south.account);
    return { standing, open };
  }

  /** Presses for a link to act with, and says where its mail went; null where it was refused. */
  async function linkMailedTo(identityId: string): Promise<string | null> {
    clock.advance(60 * 60 * 1_000);
    const wanted = { isToBlock: false, endsOlder: false, language: "en" };
    const keys = verificationKeys(api.services.configuration);
    await api.database.write(async (tx) =>
      mailOwnerLink(tx, ANONYMOUS, keys, { identity: await lockIdentity(tx, identityId), wanted }),
    );
    return (await mailbox.deliver()).find(({ template }) => template === "owner-link")?.to ?? null;
  }

  return { clock, api, tree, mailbox, nextNumber, ask, allow, now, comesBack, deliveryStateOf, askTwice, linkMailedTo };
}

export type AskedOwners = Awaited<ReturnType<typeof openAskedOwners>>;
