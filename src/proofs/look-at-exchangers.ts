import type { Resolver } from "../dns/index.js";
import { plainName } from "./plain-excerpt.js";
import { ProofAnswer, type ProofVerdict } from "./proof-verdict.js";

const MAX_EXCHANGERS = 20;

/**
 * Whether every mail exchanger of the domain is one of `listed`, by its own name or by one that its CNAME records lead
 * to. No exchanger is no proof, and the null MX (RFC 7505) is none. Never rejects.
 */
export async function lookAtExchangers(
  resolver: Resolver,
  domain: string,
  listed: ReadonlySet<string>,
): Promise<ProofVerdict> {
  const finding = await resolver.look({ name: domain, type: "MX" });
  if (finding.kind === "UNKNOWN") {
    return verdict("UNKNOWN", `The mail exchangers of ${domain} cannot be looked up right now: ${finding.why}`);
  }
  if (finding.kind === "DIFFERENT") return verdict("UNKNOWN", `Name servers do not agree about the MX of ${domain}`);
  if (finding.kind === "NOTHING") return verdict("NOT_THERE", `${domain} has no mail exchanger`, finding.ttlSeconds);
  if (finding.values.includes("")) return verdict("NOT_THERE", `${domain} says that it takes no mail (null MX)`);
  if (finding.values.length > MAX_EXCHANGERS) {
    return verdict("NOT_THERE", `${domain} has more than ${MAX_EXCHANGERS} mail exchangers`);
  }
  const judged = await Promise.all(
    finding.values.map(async (name) => ({ name, is: await isListed(resolver, name, listed) })),
  );
  const namesOf = (is: Listing) => judged.filter((each) => each.is === is).map(({ name }) => plainName(name));
  const foreign = namesOf("FOREIGN");
  if (foreign.length > 0) {
    const names = foreign.join(", ");
    return verdict("NOT_THERE", `mail exchangers that the operator did not list for this reseller: ${names}`);
  }
  const uncertain = namesOf("UNKNOWN");
  if (uncertain.length > 0) return verdict("UNKNOWN", `cannot be looked up right now: ${uncertain.join(", ")}`);
  return { ...verdict("FOUND", `all mail exchangers of ${domain} are this reseller's`), proof: "MX" };
}

type Listing = "LISTED" | "FOREIGN" | "UNKNOWN";

async function isListed(resolver: Resolver, name: string, listed: ReadonlySet<string>): Promise<Listing> {
  if (listed.has(name)) return "LISTED";
  const finding = await resolver.look({ name, type: "A" });
  if (finding.kind === "UNKNOWN" || finding.kind === "DIFFERENT") return "UNKNOWN";
  return finding.aliases.some((alias) => listed.has(alias)) ? "LISTED" : "FOREIGN";
}

function verdict(answer: keyof typeof ProofAnswer, finding: string, cachedSeconds: number | null = null): ProofVerdict {
  return { answer: ProofAnswer[answer], finding, proof: null, cachedSeconds };
}
