import { type Services, toGlobalId } from "../graphql/index.js";
import { badInput, notFound, PLATFORM_SCOPE, type Scope, SYSTEM_ACTOR } from "../kernel/index.js";
import { type ReadinessFormat, reportReadiness } from "../rollout/index.js";
import { findHostedDomain, Reseller, resolveScope } from "../tenancy/index.js";
import { withServices } from "./open-services.js";

interface ReadinessOptions {
  readonly at?: string;
  readonly days?: number;
  readonly reseller?: string;
  readonly domain?: string;
  readonly format: string;
}

const FORMATS: readonly ReadinessFormat[] = ["table", "csv", "json"];

/** Prints what would be refused at a moment, by whom, and what is missing to get to zero. */
export async function readiness({ at, days, format, ...where }: ReadinessOptions): Promise<void> {
  const wantedFormat = FORMATS.find((known) => known === format);
  if (wantedFormat === undefined) throw badInput("--format", `The format is ${FORMATS.join(", ")}`);
  const moment = at === undefined ? undefined : new Date(at);
  if (moment !== undefined && Number.isNaN(moment.getTime())) throw badInput("--at", `${at} is not a date`);
  await withServices(async (services) => {
    const scope = await scopeOf(services, where);
    for await (const piece of reportReadiness(services, scope, { at: moment, days, format: wantedFormat })) {
      process.stdout.write(piece);
    }
  });
}

async function scopeOf(
  { database: { reader } }: Services,
  { reseller: slug, domain: name }: { reseller?: string; domain?: string },
): Promise<Scope> {
  if (name !== undefined) {
    const domain = await findHostedDomain(reader, name);
    if (domain === null) throw notFound(`Domain ${name}`);
    return resolveScope(reader, SYSTEM_ACTOR, { domainId: toGlobalId("Domain", domain.id) }, "--domain");
  }
  if (slug === undefined) return PLATFORM_SCOPE;
  const reseller = await reader.findOneBy(Reseller, { slug });
  if (reseller === null) throw notFound(`Reseller ${slug}`);
  return resolveScope(reader, SYSTEM_ACTOR, { resellerId: toGlobalId("Reseller", reseller.id) }, "--reseller");
}
