import { IsNull, Not } from "typeorm";
import { ADMINISTRATORS, requireScope } from "../kernel/index.js";
import type { NodeFinders, RequestContext } from "../request/index.js";
import { findAdministrator } from "./administrator.queries.js";
import { findApiKey } from "./api-key.queries.js";
import { SecondFactor } from "./second-factor/second-factor.entity.js";
import { findTrustedIssuer } from "./trusted-issuer.queries.js";

/** How `node(id)` finds an administrator, a key or an issuer inside the caller's scope, and a second factor of the caller's. */
export const accessNodes: NodeFinders = {
  Administrator: (context, id) =>
    isAdministrator(context) ? findAdministrator(context.database.reader, requireScope(context.actor), id) : none,
  SecondFactor: ({ database, actor }, id) =>
    actor.id === null
      ? none
      : database.reader.findOneBy(SecondFactor, { id, administratorId: actor.id, confirmedAt: Not(IsNull()) }),
  ApiKey: (context, id) =>
    mayManageKeys(context) ? findApiKey(context.database.reader, requireScope(context.actor), id) : none,
  TrustedIssuer: (context, id) =>
    mayManageKeys(context) ? findTrustedIssuer(context.database.reader, requireScope(context.actor), id) : none,
};

const none = Promise.resolve(null);

// The same roles as the lists of these types.
function isAdministrator({ actor }: RequestContext): boolean {
  return actor.role !== null && ADMINISTRATORS.includes(actor.role);
}

function mayManageKeys({ actor }: RequestContext): boolean {
  return actor.role === "OPERATOR" || actor.role === "RESELLER";
}
