import { authenticate } from "../../../src/access/index.js";
import { ANONYMOUS } from "../../support/api.js";
import { ORIGIN, plantAdministrator } from "../access-people.js";
import { innerIdOf } from "../tenancy-tree.js";
import { PASSWORD, type Recorded } from "./recorded-world.js";

/** Of sign-ins and of whoever may sign in. */
export const ACCESS_MUTATIONS: Record<string, Recorded> = {
  resendEmailConfirmation: {
    isFed: false,
    prepare: async (world) => {
      const { id } = await world.administrator();
      await world.make("updateAdministrator", { input: { id, email: `${world.name()}@elsewhere.test` } });
      return { variables: { id } };
    },
  },
  signIn: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { login: (await world.administrator()).login, password: PASSWORD } },
      actor: ANONYMOUS,
    }),
  },
  refreshSession: {
    isFed: false,
    prepare: async (world) => ({
      variables: { refreshToken: (await world.session()).refreshToken },
      actor: ANONYMOUS,
    }),
  },
  signOut: {
    isFed: false,
    prepare: async (world) => ({
      variables: { refreshToken: (await world.session()).refreshToken },
      actor: ANONYMOUS,
    }),
  },
  endSession: {
    isFed: false,
    prepare: async (world) => {
      const actor = await world.signedIn();
      const { sessions } = await world.api.succeed<{ sessions: { id: string }[] }>(actor, "{ sessions { id } }");
      return { variables: { id: sessions[0]!.id }, actor };
    },
  },
  endAllSessions: {
    isFed: false,
    prepare: async (world) => ({ variables: {}, actor: await world.signedIn() }),
  },
  changePassword: {
    isFed: false,
    prepare: async (world) => {
      const account = await world.account();
      await world.make("setAccountPassword", { input: { accountId: account.id, password: PASSWORD } });
      const input = { currentPassword: PASSWORD, newPassword: `${PASSWORD} of today` };
      return { variables: { input }, actor: account.actor };
    },
  },
  createAdministrator: {
    isFed: false,
    prepare: (world) => ({
      variables: {
        input: { login: world.name(), password: PASSWORD, scope: { resellerId: world.tree.north.id } },
      },
    }),
  },
  updateAdministrator: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { id: (await world.administrator()).id, email: "admin@north.test" } },
    }),
  },
  resetAdministratorPassword: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { id: (await world.administrator()).id, password: PASSWORD } },
    }),
  },
  disableAdministrator: {
    isFed: false,
    prepare: async (world) => ({ variables: { id: (await world.administrator()).id } }),
  },
  enableAdministrator: {
    isFed: false,
    prepare: async (world) => {
      const { id } = await world.administrator();
      await world.make("disableAdministrator", { id });
      return { variables: { id } };
    },
  },
  deleteAdministrator: {
    isFed: false,
    prepare: async (world) => {
      const { id } = await world.administrator();
      await world.make("disableAdministrator", { id });
      return { variables: { id } };
    },
  },
  completeSignIn: {
    isFed: false,
    prepare: async (world) => {
      const { login, code } = await world.withSecondFactor();
      const input = { login, password: PASSWORD };
      const { challenge } = await world.make<{ challenge: { token: string } }>(
        "signIn",
        { input },
        "{ challenge { token } }",
        ANONYMOUS,
      );
      return { variables: { input: { challenge: challenge.token, secondFactor: { code: code() } } }, actor: ANONYMOUS };
    },
  },
  handOverSession: {
    isFed: false,
    prepare: async (world) => {
      const id = await world.issuer();
      const { actor, address } = await world.account();
      const issuer = { id: innerIdOf(id), name: "Panel", login: address, isMultiFactor: false };
      return { variables: { input: { page: "/" } }, actor: { ...actor, kind: "ISSUER", issuer } };
    },
  },
  requestSecondFactor: {
    isFed: false,
    prepare: async (world) => ({ variables: {}, actor: (await world.withSecondFactor()).actor }),
  },
  beginTotp: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { name: "Phone", proof: { password: PASSWORD } } },
      actor: await world.signedIn(),
    }),
  },
  beginPasskey: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { name: "Key", proof: { password: PASSWORD } } },
      actor: await world.signedIn(),
    }),
  },
  confirmSecondFactor: {
    isFed: false,
    prepare: async (world) => {
      const { id, actor, code } = await world.begunTotp(await world.signedIn());
      return { variables: { input: { id, code: code() } }, actor };
    },
  },
  removeSecondFactor: {
    isFed: false,
    prepare: async (world) => {
      const { factorId, actor, proof } = await world.withSecondFactor();
      return { variables: { input: { id: factorId, proof } }, actor };
    },
  },
  renewRecoveryCodes: {
    isFed: false,
    prepare: async (world) => {
      const { actor, proof } = await world.withSecondFactor();
      return { variables: { proof }, actor };
    },
  },
  resetSecondFactor: {
    isFed: false,
    prepare: async (world) => ({ variables: { input: { id: (await world.withSecondFactor()).id } } }),
  },
  setSecondFactorRule: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { scope: { resellerId: world.tree.south.id }, isRequired: true } },
    }),
  },
  viewAs: {
    isFed: false,
    prepare: async (world) => {
      const { actor } = await plantAdministrator(world.api, world.name(), { platform: true });
      return { variables: { input: { of: world.tree.north.account.id, reason: "help" } }, actor };
    },
  },
  endViewing: {
    isFed: false,
    prepare: async (world) => {
      const { actor } = await plantAdministrator(world.api, world.name(), { platform: true });
      const input = { of: world.tree.north.account.id, reason: "help" };
      const { accessToken } = await world.make<{ accessToken: string }>("viewAs", { input }, "{ accessToken }", actor);
      return { variables: {}, actor: await authenticate(world.api.services, accessToken, ORIGIN) };
    },
  },
  createApiKey: {
    isFed: false,
    prepare: (world) => ({
      variables: { input: { name: world.name(), kind: "PANEL", scope: { resellerId: world.tree.north.id } } },
    }),
  },
  revokeApiKey: {
    isFed: false,
    prepare: async (world) => {
      return { variables: { id: await world.gatewayKey() } };
    },
  },
  registerTrustedIssuer: { isFed: false, prepare: (world) => ({ variables: { input: world.issuerInput() } }) },
  updateTrustedIssuer: {
    isFed: false,
    prepare: async (world) => ({ variables: { input: { id: await world.issuer(), name: "Other" } } }),
  },
  disableTrustedIssuer: { isFed: false, prepare: async (world) => ({ variables: { id: await world.issuer() } }) },
  enableTrustedIssuer: {
    isFed: false,
    prepare: async (world) => {
      const id = await world.issuer();
      await world.make("disableTrustedIssuer", { id });
      return { variables: { id } };
    },
  },
};
