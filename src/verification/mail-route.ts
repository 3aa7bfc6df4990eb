import type { Configuration } from "../config/index.js";
import type { DnsFinding, RecordType, Resolver } from "../dns/index.js";
import { badInput, type DomainError, parseEmailAddress } from "../kernel/index.js";
import { lacksSmtpUtf8, needsSmtpUtf8 } from "../outbox/index.js";
import { MAX_BATCH_SIZE } from "../tenancy/index.js";

/**
 * `NULL_MX`: the domain says that it takes no mail (RFC 7505). `NO_SUCH_DOMAIN`: nothing there that mail could go to.
 * `NO_SMTPUTF8`: our own mail server takes no address with letters beyond ASCII before the `@` (RFC 6531).
 */
export type NoRoute = "NULL_MX" | "NO_SUCH_DOMAIN" | "NO_SMTPUTF8";

/** Domains to which no mail leads, by their A-labels, and single addresses, by their keys. */
export type NoRoutes = ReadonlyMap<string, NoRoute>;

export const NOTHING_LOOKED_UP: NoRoutes = new Map();

/** Somebody waits for the answer; what is not known by then is not known. */
const WAIT_MS = 1_000;

/**
 * Looks for those domains to which no mail leads, before the transaction that decides by it. Only what name servers say
 * counts: silence, failure and disagreement are no answer.
 */
async function findNoRoutes(resolver: Resolver, domains: Iterable<string>): Promise<Map<string, NoRoute>> {
  const found = new Map<string, NoRoute>();
  const looks = [...new Set(domains)].map(async (domain) => {
    const noRoute = await noRouteTo(resolver, domain);
    if (noRoute !== null) found.set(domain, noRoute);
  });
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, WAIT_MS);
  });
  await Promise.race([Promise.all(looks), tooLate]);
  clearTimeout(timer);
  // A copy: what comes in later changes nothing any more.
  return new Map(found);
}

/** What is asked outside: name servers, and the server that takes our mails. */
export interface MailSurroundings {
  readonly resolver: Resolver;
  readonly configuration: Pick<Configuration, "smtpUrl" | "smtpTls" | "mailFrom">;
}

/** The same for addresses; what is no address is left to whoever takes it. */
export async function noRoutesOf(
  { resolver, configuration }: MailSurroundings,
  items: readonly { readonly address: string }[],
): Promise<NoRoutes> {
  const addresses = items.slice(0, MAX_BATCH_SIZE).flatMap(({ address }) => {
    const parsed = parseEmailAddress(address);
    return parsed.ok ? [parsed.address] : [];
  });
  const [routes, refused] = await Promise.all([
    findNoRoutes(
      resolver,
      addresses.map(({ domain }) => domain),
    ),
    refusedByOwnServer(
      configuration,
      addresses.map(({ key }) => key),
    ),
  ]);
  for (const key of refused) routes.set(key, "NO_SMTPUTF8");
  return routes;
}

async function refusedByOwnServer(
  { smtpUrl, smtpTls, mailFrom }: MailSurroundings["configuration"],
  addressKeys: readonly string[],
): Promise<readonly string[]> {
  const international = addressKeys.filter(needsSmtpUtf8);
  if (smtpUrl === null || international.length === 0) return [];
  return (await lacksSmtpUtf8({ smtpUrl, smtpTls, mailFrom })) ? international : [];
}

async function noRouteTo(resolver: Resolver, domain: string): Promise<NoRoute | null> {
  // An address literal names its host itself.
  if (domain.startsWith("[")) return null;
  const ask = (name: string, type: RecordType): Promise<DnsFinding> => resolver.lookCached({ name, type });
  const exchangers = await ask(domain, "MX");
  if (exchangers.kind === "FOUND") return exchangers.values.every((host) => host === "") ? "NULL_MX" : null;
  if (exchangers.kind !== "NOTHING") return null;
  // RFC 5321 5.1: without MX the domain's own addresses are its exchanger.
  const addresses = await Promise.all([ask(domain, "A"), ask(domain, "AAAA")]);
  if (addresses.some(({ kind }) => kind !== "NOTHING")) return null;
  // A name server of a closed network has no names of the world outside, which a smart host may reach all the same.
  const topLevel = domain.slice(domain.lastIndexOf(".") + 1);
  const isKnowing = resolver.isSet || (await ask(topLevel, "SOA")).kind === "FOUND";
  return isKnowing ? "NO_SUCH_DOMAIN" : null;
}

const OTHER_WAYS =
  "an address that receives mail; or prove the domain by DNS (requestDomainAuthorization), or have an administrator grant it";

/** To whoever asks: at once, and with the ways that are left. */
export function nobodyReachable(noRoute: NoRoute, domain: string, field: string): DomainError {
  if (noRoute === "NO_SMTPUTF8") {
    const words = "The platform's mail server takes no address with letters beyond ASCII before the @ (RFC 6531)";
    return badInput("ADDRESS_NEEDS_SMTPUTF8", field, `${words}: nobody can be asked there by mail`, OTHER_WAYS);
  }
  const why =
    noRoute === "NULL_MX"
      ? `${domain} takes no mail (its MX record is empty, RFC 7505)`
      : `${domain} has neither a mail exchanger nor an address in DNS`;
  return badInput("ADDRESS_RECEIVES_NO_MAIL", field, `${why}: nobody can be asked there by mail`, OTHER_WAYS);
}
