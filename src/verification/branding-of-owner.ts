import { type EntityManager, In } from "typeorm";
import { Authorization, AuthorizationState, type Identity } from "../authorizations/index.js";
import { type Branding, brandingFor, commonBranding } from "../tenancy/index.js";

/** Of more resellers than this the platform speaks in any case. */
const MAX_RESELLERS = 20;
const SHOWN = [AuthorizationState.AUTHORIZED, AuthorizationState.PAUSED, AuthorizationState.PENDING];

/**
 * Who speaks to the owner of an address about all that is asked of it: where all accounts are customers of one reseller,
 * under the name that their questions bore, else the platform.
 */
export async function brandingOfOwner(manager: EntityManager, { id }: Pick<Identity, "id">): Promise<Branding> {
  // Unscoped: of whichever tenants they are, the owner is shown them all.
  const shown = await pathsOf(manager, { identityId: id, state: In(SHOWN) });
  const paths = shown.length > 0 ? shown : await pathsOf(manager, { identityId: id });
  if (paths.length > MAX_RESELLERS) return commonBranding(manager, []);
  const brandings = await Promise.all(paths.map((path) => brandingFor(manager, path)));
  return commonBranding(manager, brandings);
}

async function pathsOf(manager: EntityManager, where: object): Promise<string[]> {
  const rows = await manager
    .createQueryBuilder(Authorization, "held")
    .select("DISTINCT held.resellerPath", "path")
    .where(where)
    .limit(MAX_RESELLERS + 1)
    .getRawMany<{ path: string }>();
  return rows.map(({ path }) => path);
}
