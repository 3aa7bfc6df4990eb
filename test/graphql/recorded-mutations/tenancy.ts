import { plantReseller } from "../tenancy-tree.js";
import { batch, PASSWORD, type Recorded, type RecordedWorld } from "./recorded-world.js";

const suspended = async (world: RecordedWorld): Promise<string> => {
  const { id } = await world.account();
  await world.make("suspendAccount", { id, reason: "test" });
  return id;
};

/** Of resellers, domains and accounts, and of their settings. */
export const TENANCY_MUTATIONS: Record<string, Recorded> = {
  addAccountAlias: {
    isFed: true,
    prepare: async (world) => ({
      variables: { accountId: (await world.account()).id, address: `${world.name()}@north.test` },
    }),
  },
  removeAccountAlias: {
    isFed: true,
    prepare: async (world) => {
      const { id, aliases } = await world.account(["alias"]);
      return { variables: { accountId: id, address: aliases[0] } };
    },
  },
  createReseller: {
    isFed: true,
    prepare: (world) => ({ variables: { input: { name: "New", slug: world.name() } } }),
  },
  updateReseller: {
    isFed: false,
    prepare: async (world) => ({
      variables: { id: (await plantReseller(world.api, world.name())).id, input: { name: "Other" } },
    }),
  },
  moveReseller: {
    isFed: true,
    prepare: async (world) => ({
      variables: { id: (await plantReseller(world.api, world.name())).id, parentId: world.tree.south.id },
    }),
  },
  suspendReseller: {
    isFed: true,
    prepare: async (world) => ({ variables: { id: (await plantReseller(world.api, world.name())).id } }),
  },
  resumeReseller: {
    isFed: true,
    prepare: async (world) => {
      const { id } = await plantReseller(world.api, world.name());
      await world.make("suspendReseller", { id });
      return { variables: { id } };
    },
  },
  deleteReseller: {
    isFed: true,
    prepare: async (world) => ({
      variables: { id: (await plantReseller(world.api, world.name())).id, cascade: false },
    }),
  },
  createDomain: {
    isFed: true,
    prepare: (world) => ({ variables: { input: { resellerId: world.tree.north.id, name: `${world.name()}.test` } } }),
  },
  createDomains: {
    isFed: true,
    prepare: (world) => ({
      variables: batch(world, { items: [{ resellerId: world.tree.north.id, name: `${world.name()}.test` }] }),
    }),
  },
  createDomainAlias: {
    isFed: true,
    prepare: (world) => ({
      variables: { input: { domainId: world.tree.north.domain.id, name: `${world.name()}.test` } },
    }),
  },
  createDomainAliases: {
    isFed: true,
    prepare: (world) => ({
      variables: batch(world, { items: [{ domainId: world.tree.north.domain.id, name: `${world.name()}.test` }] }),
    }),
  },
  deleteDomainAlias: {
    isFed: true,
    prepare: async (world) => {
      const input = { domainId: world.tree.north.domain.id, name: `${world.name()}.test` };
      const { id } = await world.make<{ id: string }>("createDomainAlias", { input });
      return { variables: { id } };
    },
  },
  moveDomain: {
    isFed: true,
    prepare: async (world) => ({
      variables: { id: (await world.domain()).id, resellerId: world.tree.south.id },
    }),
  },
  requestDomainProof: {
    isFed: false,
    prepare: async (world) => ({ variables: { id: await world.unprovenDomain() } }),
  },
  verifyDomain: {
    isFed: true,
    prepare: async (world) => {
      const id = await world.unprovenDomain();
      const { proofRecord } = await world.make<{ proofRecord: { name: string; value: string } }>(
        "requestDomainProof",
        { id },
        "{ proofRecord { name value } }",
      );
      await world.dns.publish(proofRecord.name, proofRecord.value);
      return { variables: { id } };
    },
  },
  confirmDomains: {
    isFed: true,
    prepare: async (world) => ({ variables: { ids: [await world.unprovenDomain()] } }),
  },
  setPlatform: {
    isFed: false,
    prepare: async (world) => ({ variables: { input: { name: world.name() } } }),
  },
  setDomainTrust: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { resellerId: world.tree.north.id, isTrusted: true } },
    }),
  },
  decideBrand: {
    isFed: false,
    prepare: async (world) => {
      const { north } = world.tree;
      const brandName = world.name();
      const document = world.documentFor("updateReseller");
      await world.api.succeed(north.actor, document, { id: north.id, input: { brandName } });
      return { variables: { input: { resellerId: north.id, isApproved: true, brandName } } };
    },
  },
  suspendDomain: { isFed: true, prepare: async (world) => ({ variables: { id: (await world.domain()).id } }) },
  resumeDomain: {
    isFed: true,
    prepare: async (world) => {
      const { id } = await world.domain();
      await world.make("suspendDomain", { id });
      return { variables: { id } };
    },
  },
  deleteDomain: {
    isFed: true,
    prepare: async (world) => ({ variables: { id: (await world.domain()).id, cascade: true } }),
  },
  createAccount: {
    isFed: true,
    prepare: (world) => ({
      variables: { input: { domainId: world.tree.north.domain.id, address: `${world.name()}@north.test` } },
    }),
  },
  createAccounts: {
    isFed: true,
    prepare: (world) => ({
      variables: batch(world, {
        items: [{ domainId: world.tree.north.domain.id, address: `${world.name()}@north.test` }],
      }),
    }),
  },
  updateAccount: {
    isFed: true,
    prepare: async (world) => ({
      variables: { id: (await world.account()).id, input: { address: `${world.name()}@north.test` } },
    }),
  },
  setAccountPassword: {
    isFed: false,
    prepare: async (world) => ({ variables: { input: { accountId: (await world.account()).id, password: PASSWORD } } }),
  },
  suspendAccount: { isFed: true, prepare: async (world) => ({ variables: { id: (await world.account()).id } }) },
  suspendAccounts: {
    isFed: true,
    prepare: async (world) => ({ variables: batch(world, { ids: [(await world.account()).id] }) }),
  },
  resumeAccount: { isFed: true, prepare: async (world) => ({ variables: { id: await suspended(world) } }) },
  resumeAccounts: {
    isFed: true,
    prepare: async (world) => ({ variables: batch(world, { ids: [await suspended(world)] }) }),
  },
  deleteAccount: { isFed: true, prepare: async (world) => ({ variables: { id: (await world.account()).id } }) },
  deleteAccounts: {
    isFed: true,
    prepare: async (world) => ({ variables: batch(world, { ids: [(await world.account()).id] }) }),
  },
  addAccountAliases: {
    isFed: true,
    prepare: async (world) => {
      const items = [{ accountId: (await world.account()).id, address: `${world.name()}@north.test` }];
      return { variables: batch(world, { items }) };
    },
  },
  removeAccountAliases: {
    isFed: true,
    prepare: async (world) => {
      const { id, aliases } = await world.account(["alias"]);
      return { variables: batch(world, { items: [{ accountId: id, address: aliases[0] }] }) };
    },
  },
  setAccountPasswords: {
    isFed: false,
    prepare: async (world) => {
      const items = [{ accountId: (await world.account()).id, password: PASSWORD }];
      return { variables: batch(world, { items }) };
    },
  },
  moveDomains: {
    isFed: true,
    prepare: async (world) => ({
      variables: batch(world, { ids: [(await world.domain()).id], resellerId: world.tree.south.id }),
    }),
  },
  updateDomain: {
    isFed: false,
    prepare: async (world) => {
      const input = { externalReference: world.name() };
      return { variables: { id: (await world.domain()).id, input } };
    },
  },
  syncDomain: {
    isFed: true,
    prepare: async (world) => {
      const domain = await world.domain();
      const mailboxes = [{ address: `synced@${domain.name}` }];
      return { variables: { input: { domainId: domain.id, mailboxes } } };
    },
  },
  setPolicy: {
    isFed: true,
    prepare: async (world) => ({
      variables: {
        input: {
          scope: { domainId: (await world.domain()).id },
          schedule: [{ at: "2026-01-01T00:00:00Z", mode: "WARN" }],
        },
      },
    }),
  },
  removePolicy: {
    isFed: true,
    prepare: async (world) => {
      const scope = { domainId: (await world.domain()).id };
      await world.make("setPolicy", { input: { scope, verificationHours: 24 } }, "{ mode }");
      return { variables: { scope } };
    },
  },
};
