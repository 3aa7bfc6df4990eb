import { expect } from "vitest";
import { Administrator } from "../../src/access/index.js";
import { proposalPort } from "../../src/app/observation-jobs.js";
import { newIdentifier, PLATFORM_SCOPE, SYSTEM_ACTOR } from "../../src/kernel/index.js";
import { recordSubmissions } from "../../src/observations/index.js";
import { OutboxMail } from "../../src/outbox/index.js";
import { setPolicy } from "../../src/policy/index.js";
import { alertKeys, proposeFromObservations } from "../../src/rollout/index.js";
import { DAY, submission } from "../database/observations/observed.js";
import { OPERATOR, startTestApi } from "../support/api.js";
import type { EngineName } from "../support/engines.js";
import { movableClock } from "../support/outbox.js";
import { createTenants, innerIdOf } from "./tenancy-tree.js";

export const PROPOSALS = `query ($filter: ProposalFilter) { proposals(filter: $filter) { edges { node {
  id address state messages days account { address } authorization { id state source } } } } }`;
export const decide = (what: string) => `mutation ($input: DecideProposalsInput!) {
  ${what}(input: $input) { hasMore proposals { address state } } }`;

interface Listed {
  proposals: {
    edges: {
      node: { id: string; address: string; state: string; authorization: { id: string; state: string } | null };
    }[];
  };
}

/** A platform of its own: proposals follow from everything that was seen before. */
export async function openProposals(engine: EngineName) {
  const clock = movableClock();
  const api = await startTestApi(engine, clock);
  const tree = await createTenants(api);
  const writer = alertKeys(api.services.configuration);
  for (const [tenant, role] of [
    [tree.north, "RESELLER"],
    [tree.north, "DOMAIN_ADMIN"],
    [tree.south, "RESELLER"],
  ] as const) {
    const name = `${role.toLowerCase()}.${tenant.domain.name}`;
    await api.database.write((tx) =>
      tx.manager.insert(Administrator, {
        id: newIdentifier(),
        login: name,
        passwordHash: "x",
        role: role as never,
        resellerId: innerIdOf(tenant.id),
        resellerPath: tenant.path,
        domainId: role === "DOMAIN_ADMIN" ? innerIdOf(tenant.domain.id) : null,
        email: `admin@${name}`,
        emailConfirmedAt: clock.now(),
        language: null,
        isDisabled: false,
        createdAt: clock.now(),
      }),
    );
  }

  const setPlatform = (changes: Parameters<typeof setPolicy>[3]["changes"]) =>
    api.database.write((tx) => setPolicy(tx, SYSTEM_ACTOR, PLATFORM_SCOPE, { changes }));
  const propose = () => proposeFromObservations(api.services, proposalPort(api.services), writer);
  const proposeAll = async () => {
    await setPlatform({ proactive: "PROPOSE" });
    expect(await propose()).toBe(3);
  };
  const dismiss = async (actor = tree.north.actor) => {
    const ids = (await list(actor)).map(({ id }) => id);
    await api.succeed(actor, decide("dismissProposals"), { input: { ids } });
  };
  const mails = async (template: string) =>
    (await api.database.reader.find(OutboxMail, { order: { id: "ASC" } })).filter((mail) => mail.template === template);
  const list = async (actor = OPERATOR, filter?: object) =>
    (await api.succeed<Listed>(actor, PROPOSALS, { filter })).proposals.edges.map(({ node }) => node);

  /** What a server took, or turned away, from an account on the days before today. */
  const see = (address: string, days: number[], options = {}) => {
    const now = clock.now().getTime();
    return api.database.write((tx) =>
      recordSubmissions(
        tx,
        days.map((day) => submission("neighbour@north.test", address, now - day * DAY, { count: 5, ...options })),
      ),
    );
  };
  const outcomes = async () =>
    Object.fromEntries(
      (await list(OPERATOR, { accountId: tree.north.neighbour.id })).map(({ address, state, authorization }) => [
        address,
        `${state} ${authorization?.state}`,
      ]),
    );

  const now = clock.now().getTime();
  await setPlatform({ schedule: [{ at: now + 40 * DAY, mode: "ENFORCE" }] });
  await api.database.write((tx) =>
    recordSubmissions(tx, [
      ...[0, 1, 2].map((days) => submission("user@north.test", "boss@elsewhere.test", now - days * DAY, { count: 3 })),
      submission("user@north.test", "rare@elsewhere.test", now),
      ...[0, 1].map((days) => submission("user@south.test", "user@north.test", now - days * DAY, { count: 9 })),
      ...[0, 1].map((days) => submission("user@south.test", "shop@partner.test", now - days * DAY, { count: 9 })),
    ]),
  );

  return { clock, api, tree, writer, setPlatform, propose, proposeAll, dismiss, mails, list, see, outcomes };
}

export type Proposals = Awaited<ReturnType<typeof openProposals>>;
