import { NO_PASSWORD, Problems, type ReadPassword, readPassword } from "../tenancy/index.js";
import type { NoRoutes } from "../verification/index.js";
import type { DesiredMailbox } from "./desired.js";
import { type MatchedMailbox, matchMailboxes } from "./mailbox-phases.js";
import type { PresentDomain } from "./present.queries.js";

/** What takes time or the network, found out before the transaction begins. */
export interface Prepared {
  /** By place among the mailboxes. */
  readonly passwords: ReadonlyMap<number, ReadPassword>;
  readonly noRoutes: NoRoutes;
}

export type RouteFinder = (items: readonly { readonly address: string }[]) => Promise<NoRoutes>;

/** Throws BAD_USER_INPUT for passwords and hashes that cannot be taken. */
export async function prepareSync(
  present: PresentDomain,
  mailboxes: readonly DesiredMailbox[],
  findNoRoutes: RouteFinder,
): Promise<Prepared> {
  const matched = matchMailboxes(mailboxes, present);
  const problems = new Problems();
  const passwords = new Map<number, ReadPassword>();
  for (const each of matched) {
    const read = await passwordFor(each);
    if (read.passwordProblem !== null) problems.add(read.passwordProblem);
    passwords.set(each.mailbox.index, read);
  }
  problems.throwIfAny();
  return { passwords, noRoutes: await findNoRoutes(matched.flatMap((each) => newAddresses(each, present))) };
}

/** A password is hashed for a mailbox that is made only: it takes tens of milliseconds of a core. */
function passwordFor({ mailbox: { input, path }, account }: MatchedMailbox): Promise<ReadPassword> {
  const { passwordHash, password } = input;
  if (account === null) return readPassword({ password, passwordHash }, path);
  return typeof passwordHash === "string" ? readPassword({ passwordHash }, path) : Promise.resolve(NO_PASSWORD);
}

function newAddresses({ mailbox, account }: MatchedMailbox, { rights }: PresentDomain): { address: string }[] {
  const own = account === null ? undefined : rights.get(account.id);
  return (mailbox.identities ?? []).filter(({ address }) => !own?.has(address.key)).map(({ input }) => input);
}
