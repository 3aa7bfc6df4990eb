import type { Services } from "../../graphql/index.js";
import { Reseller } from "../../tenancy/index.js";
import { makeAuthorizations } from "./make-authorizations.js";
import { makeTenants } from "./make-tenants.js";
import { SAMPLE_RESELLERS } from "./sample-tree.js";

/** Makes the sample tenants in a database without tenants. Returns whether they are there: made now, or before. */
export async function makeDemo(services: Services): Promise<boolean> {
  const { reader } = services.database;
  if (await reader.exists(Reseller)) return reader.existsBy(Reseller, { slug: SAMPLE_RESELLERS[0]?.slug });
  await makeAuthorizations(services, await makeTenants(services));
  return true;
}
