import { ANONYMOUS } from "../../support/api.js";
import { batch, type Recorded, type RecordedWorld } from "./recorded-world.js";

const grantInput = async (world: RecordedWorld) => ({
  accountId: (await world.account()).id,
  address: `x@${world.name()}.test`,
});
const identityInput = async (world: RecordedWorld) => ({ ...(await grantInput(world)), displayName: "Shop" });

/** Of identities, authorizations and profiles, and of the questions about them. */
export const RIGHTS_MUTATIONS: Record<string, Recorded> = {
  addIdentity: {
    isFed: true,
    prepare: async (world) => ({ variables: { input: await identityInput(world) } }),
  },
  addIdentities: {
    isFed: true,
    prepare: async (world) => ({
      variables: batch(world, { items: [await identityInput(world), await identityInput(world)] }),
    }),
  },
  grantAuthorization: {
    isFed: true,
    prepare: async (world) => ({ variables: { input: await grantInput(world) } }),
  },
  grantAuthorizations: {
    isFed: true,
    prepare: async (world) => ({
      variables: batch(world, { items: [await grantInput(world), await grantInput(world)] }),
    }),
  },
  // Copies know nothing of profiles.
  addSenderProfile: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { authorizationId: await world.granted(), displayName: "Other" } },
    }),
  },
  updateSenderProfile: {
    isFed: false,
    prepare: async (world) => ({ variables: { input: { profileId: await world.profile(), displayName: "New" } } }),
  },
  updateSenderProfiles: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { items: [{ profileId: await world.profile(), displayName: "New" }] } },
    }),
  },
  answerProfileProposal: {
    isFed: false,
    prepare: async (world) => {
      const profileId = await world.profile();
      const update = { profileId, bcc: `copy@${world.name()}.test` };
      await world.make("updateSenderProfile", { input: update }, "{ id }", world.tree.north.actor);
      return { variables: { profileId, isTaken: true } };
    },
  },
  removeSenderProfile: {
    isFed: false,
    prepare: async (world) => ({ variables: { profileId: await world.profile() } }),
  },
  updateIdentityProfile: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { authorizationId: await world.granted(), displayName: "Other" } },
    }),
  },
  replaceIdentityAddress: {
    isFed: true,
    prepare: async (world) => {
      const { authorization } = await world.pending();
      return { variables: { input: { authorizationId: authorization.id, address: "meant@elsewhere.test" } } };
    },
  },
  resendVerification: {
    // Copies know of the state alone, which stays.
    isFed: false,
    prepare: async (world) => {
      const { authorization } = await world.pending();
      return { variables: { authorizationId: authorization.id } };
    },
  },
  answerVerification: {
    isFed: true,
    prepare: async (world) => {
      const { authorization } = await world.pending();
      const mails = await world.mailbox.deliver();
      world.clock.advance(60_000);
      const { matchNumber } = authorization.verification;
      const token = mails.at(-1)!.secrets.token;
      return { variables: { input: { token, decision: "ALLOW", matchNumber } }, actor: ANONYMOUS };
    },
  },
  revokeAuthorization: {
    isFed: true,
    prepare: async (world) => ({ variables: { authorizationId: await world.granted(), reason: "test" } }),
  },
  revokeAuthorizations: {
    isFed: true,
    prepare: async (world) => ({
      variables: batch(world, { authorizationIds: [await world.granted(), await world.granted()] }),
    }),
  },
  pauseAuthorization: {
    isFed: true,
    prepare: async (world) => ({ variables: { authorizationId: await world.granted() } }),
  },
  resumeAuthorization: {
    isFed: true,
    prepare: async (world) => {
      const authorizationId = await world.granted();
      await world.make("pauseAuthorization", { authorizationId });
      return { variables: { authorizationId } };
    },
  },
  approveAuthorizations: {
    isFed: true,
    prepare: async (world) => ({
      variables: { input: { authorizationIds: [await world.waiting()] } },
      actor: world.tree.south.domain.actor,
    }),
  },
  refuseAuthorizations: {
    isFed: true,
    prepare: async (world) => ({
      variables: { input: { authorizationIds: [await world.waiting()] } },
      actor: world.tree.south.domain.actor,
    }),
  },
  undoApprovals: {
    isFed: true,
    prepare: async (world) => {
      const input = { authorizationIds: [await world.waiting()] };
      const actor = world.tree.south.domain.actor;
      await world.make("approveAuthorizations", { input }, "{ count }", actor);
      return { variables: { input }, actor };
    },
  },
  requestDomainAuthorization: {
    isFed: true,
    prepare: async (world) => ({
      variables: { input: { accountId: (await world.account()).id, domain: `${world.name()}.example` } },
    }),
  },
  verifyDomainAuthorization: {
    isFed: true,
    prepare: async (world) => {
      const { id, record } = await world.claim();
      await world.dns.publish(record!.name, record!.value);
      return { variables: { id } };
    },
  },
  revokeDomainAuthorization: {
    isFed: true,
    prepare: async (world) => ({ variables: { id: (await world.claim()).id } }),
  },
  pauseAuthorizations: {
    isFed: true,
    prepare: async (world) => ({ variables: batch(world, { authorizationIds: [await world.granted()] }) }),
  },
  resumeAuthorizations: {
    isFed: true,
    prepare: async (world) => {
      const authorizationId = await world.granted();
      await world.make("pauseAuthorization", { authorizationId });
      return { variables: batch(world, { authorizationIds: [authorizationId] }) };
    },
  },
  resendVerifications: {
    isFed: false,
    prepare: async (world) => {
      const { authorization } = await world.pending();
      return { variables: batch(world, { authorizationIds: [authorization.id] }) };
    },
  },
  addSenderProfiles: {
    isFed: false,
    prepare: async (world) => {
      const items = [{ authorizationId: await world.granted(), displayName: "Another" }];
      return { variables: batch(world, { items }) };
    },
  },
  changeSenderProfiles: {
    isFed: false,
    prepare: async (world) => {
      const items = [{ profileId: await world.profile(), displayName: "New" }];
      return { variables: batch(world, { items }) };
    },
  },
};
