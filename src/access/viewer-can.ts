import { requireWithin, viewerCanOf } from "../graphql/index.js";
import { requireScope } from "../kernel/index.js";
import { Administrator } from "./administrator.entity.js";
import { ApiKey } from "./api-key.entity.js";
import { rankOfAdministrator, requireAuthorityOver } from "./credential-authority.js";
import { disable, enable } from "./disabling.js";
import { requireNotOneself } from "./operations/disable-administrator.js";
import { requireMayReset } from "./operations/reset-administrator-password.js";
import { requireMayRevoke } from "./operations/revoke-api-key.js";

export const AdministratorViewerCan = viewerCanOf(Administrator, "AdministratorAct", {
  DISABLE: {
    mutation: "disableAdministrator",
    description: "Let them sign in no more",
    check(row, context) {
      requireWithin(context, row);
      requireAuthorityOver(context.actor, rankOfAdministrator(row));
      requireNotOneself(context.actor, row);
      disable(row, requireScope(context.actor), "administrator");
    },
  },
  ENABLE: {
    mutation: "enableAdministrator",
    description: "Let them sign in again",
    check(row, context) {
      requireWithin(context, row);
      requireAuthorityOver(context.actor, rankOfAdministrator(row));
      enable(row, requireScope(context.actor), "administrator");
    },
  },
  RESET_PASSWORD: {
    mutation: "resetAdministratorPassword",
    description: "Set another password; for a peer the caller's own is wanted",
    check(row, context) {
      requireWithin(context, row);
      requireMayReset(context.actor, row);
    },
  },
});

export const ApiKeyViewerCan = viewerCanOf(ApiKey, "ApiKeyAct", {
  REVOKE: {
    mutation: "revokeApiKey",
    description: "Have it refused from now on",
    check(row, context) {
      requireWithin(context, row);
      requireMayRevoke(context.actor, row);
    },
  },
});
