import type { Actor } from "../../src/kernel/index.js";
import { ANONYMOUS, type TestApi } from "../support/api.js";
import { plantDomain, type Tree } from "./tenancy-tree.js";
import type { Mailbox } from "./verification-mailbox.js";

export const SYNC = `mutation ($input: SyncDomainInput!, $dryRun: Boolean, $expectedCount: Int) {
  syncDomain(input: $input, dryRun: $dryRun, expectedCount: $expectedCount) {
    domain { name state } made changed ended wasRepeated
    differences { kind part path index mailbox name before after }
    refused { kind part path index mailbox name errors { code reason path } }
    errors { reason path }
  }
}`;

export interface Difference {
  readonly kind: string;
  readonly part: string;
  readonly path: string;
  readonly mailbox: string | null;
  readonly name: string | null;
}

export interface Sync {
  readonly made: number;
  readonly changed: number;
  readonly ended: number;
  readonly wasRepeated: boolean;
  readonly differences: Difference[];
  readonly refused: (Difference & { readonly errors: { code: string; reason: string; path: string[] }[] })[];
  readonly errors: { reason: string; path: string[] }[];
}

export type Given = { readonly dryRun?: boolean; readonly expectedCount?: number };

export async function sync(api: TestApi, actor: Actor, input: object, given: Given = {}): Promise<Sync> {
  return (await api.succeed<{ syncDomain: Sync }>(actor, SYNC, { input, ...given })).syncDomain;
}

export const inShort = ({ differences }: Sync) =>
  differences.map(({ kind, part, mailbox, name }) =>
    [kind, part, mailbox, name].filter((each) => each !== null).join(" "),
  );

export async function statesOf(api: TestApi, actor: Actor, domainId: string): Promise<Record<string, string>> {
  const { authorizations } = await api.succeed<{
    authorizations: { edges: { node: { state: string; identity: { address: string } } }[] };
  }>(
    actor,
    "query ($id: ID!) { authorizations(first: 200, filter: { domainId: $id }) { edges { node { state identity { address } } } } }",
    { id: domainId },
  );
  return Object.fromEntries(authorizations.edges.map(({ node }) => [node.identity.address, node.state]));
}

export const hashNumber = (number: number) =>
  `$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzYWx0$${`${number}`.padEnd(43, "A")}`;

/** Lists of two days with everything between them that a panel changes. */
export function fiftyMailboxes() {
  const grant = (name: string) => ({ address: `${name}@fifty.test` });
  const yesterday = Array.from({ length: 50 }, (_, index) => ({
    address: `m${index}@fifty.test`,
    passwordHash: hashNumber(index),
    grants: index < 10 ? [grant("press")] : [],
  }));
  const kept = yesterday.slice(0, 47).map((mailbox, index) => ({
    ...mailbox,
    ...(index < 2 && { isSuspended: true }),
    ...(index >= 2 && index < 4 && { address: `renamed${index}@fifty.test`, formerAddress: mailbox.address }),
    ...(index >= 10 && index < 15 && { passwordHash: hashNumber(100 + index) }),
    ...(index >= 20 && index < 30 && { aliases: [`alias${index}@fifty.test`] }),
    grants: index >= 20 && index < 40 ? [grant("sales")] : [],
  }));
  const added = Array.from({ length: 5 }, (_, index) => ({ address: `new${index}@fifty.test` }));
  return { yesterday, today: [...kept, ...added] };
}

export async function nightly(api: TestApi, { north }: Tree) {
  const domain = await plantDomain(api, north, "nightly.test");
  await sync(api, north.actor, {
    domainId: domain.id,
    mailboxes: [
      { address: "leaves@nightly.test" },
      { address: "old-name@nightly.test" },
      { address: "stays@nightly.test", aliases: ["old@nightly.test"], identities: [{ address: "unwanted@away.test" }] },
    ],
  });
  const input = {
    domainId: domain.id,
    policy: { schedule: [{ at: "2030-01-01T00:00:00Z", mode: "WARN" }] },
    maxEnded: 3,
    mailboxes: [
      { address: "new-name@nightly.test", formerAddress: "old-name@nightly.test", isSuspended: true },
      {
        address: "stays@nightly.test",
        language: "de",
        aliases: ["new@nightly.test"],
        identities: [{ address: "wanted@away.test", displayName: "Stays" }],
      },
      {
        address: "comes@nightly.test",
        identities: [{ address: "wanted@away.test", displayName: "Comes" }],
        grants: [{ address: "granted@north.test" }],
      },
    ],
  };
  return { domain, input };
}

/** The owner of the address says no to what was asked last. */
export async function ownerDenies(api: TestApi, mailbox: Mailbox, address: string): Promise<void> {
  const mail = (await mailbox.deliver()).find(({ to }) => to === address);
  await api.succeed(
    ANONYMOUS,
    "mutation ($input: AnswerVerificationInput!) { answerVerification(input: $input) { state } }",
    { input: { token: mail?.secrets.token, decision: "DENY" } },
  );
}
