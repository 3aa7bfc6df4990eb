import { IsNull, Not } from "typeorm";
import { type NodeFinders, rowLoader } from "../graphql/index.js";
import { Administrator } from "./administrator.entity.js";
import { ApiKey } from "./api-key.entity.js";
import { SavedView } from "./saved-views/saved-view.entity.js";
import { SecondFactor } from "./second-factor/second-factor.entity.js";
import { TrustedIssuer } from "./trusted-issuer.entity.js";

export const administratorById = rowLoader(Administrator);
export const apiKeyById = rowLoader(ApiKey);
export const issuerById = rowLoader(TrustedIssuer);

/** How `node(id)` finds an administrator, a second factor that counts, a key, an issuer or a view. */
export const accessNodes: NodeFinders = {
  Administrator: (context, id) => context.loader(administratorById).load(id),
  SecondFactor: ({ database }, id) => database.reader.findOneBy(SecondFactor, { id, confirmedAt: Not(IsNull()) }),
  ApiKey: (context, id) => context.loader(apiKeyById).load(id),
  TrustedIssuer: (context, id) => context.loader(issuerById).load(id),
  SavedView: ({ database }, id) => database.reader.findOneBy(SavedView, { id }),
};
