import DataLoader from "dataloader";
import { Field, ObjectType } from "type-graphql";
import { In } from "typeorm";
import { loaderKey, type RequestContext, VisibleTo } from "../graphql/index.js";
import { Domain } from "../tenancy/index.js";
import { dmarcPolicyOf } from "./delivery-advice.js";

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What to expect of mail that is sent from here as an address whose domain is elsewhere." })
export class DeliveryAdvice {
  @Field(() => String, { description: "quarantine or reject: what the address's domain asks of receivers" })
  dmarcPolicy: string;

  @Field(() => String, { description: "What to do, in the caller's language" })
  message: string;
}

/** Null for domains hosted here, and for those that ask nothing of receivers or cannot be looked up. */
export const deliveryAdviceByDomain = loaderKey("delivery advice by domain", (context: RequestContext) => {
  return new DataLoader<string, DeliveryAdvice | null>(async (domains) => {
    const hosted = await context.database.reader.findBy(Domain, { name: In([...domains]) });
    const isHosted = new Set(hosted.map(({ name }) => name));
    const waitMs = domains.length === 1 ? WAIT_FOR_ONE_MS : WAIT_FOR_MANY_MS;
    return Promise.all(domains.map((domain) => (isHosted.has(domain) ? null : adviceFor(context, domain, waitMs))));
  });
});

/** Somebody looks at one address. */
const WAIT_FOR_ONE_MS = 1_000;
/** A page must not wait for name servers: what is not known yet is found in the cache by the next one. */
const WAIT_FOR_MANY_MS = 100;

async function adviceFor(context: RequestContext, domain: string, waitMs: number): Promise<DeliveryAdvice | null> {
  const dmarcPolicy = await dmarcPolicyOf(domain, context.resolver, waitMs);
  if (dmarcPolicy === null || dmarcPolicy === "none") return null;
  const fate = dmarcPolicy === "reject" ? "refuse such mail" : "treat such mail as spam";
  return {
    dmarcPolicy,
    message: `${domain} publishes DMARC p=${dmarcPolicy}: unless this service is in its SPF and DKIM, receivers will ${fate}, even once its owner has allowed it`,
  };
}
