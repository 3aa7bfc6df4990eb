import type { Resolver } from "../dns/index.js";
import { plainName } from "./plain-excerpt.js";
import type { FoundPart } from "./proof-finding.js";
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
    return verdict("UNKNOWN", { code: "EXCHANGERS_NOT_TO_BE_LOOKED_UP", domain, troubles: finding.troubles });
  }
  if (finding.kind === "DIFFERENT") return verdict("UNKNOWN", { code: "EXCHANGERS_DO_NOT_AGREE", domain });
  if (finding.kind === "NOTHING") return verdict("NOT_THERE", { code: "NO_EXCHANGER", domain }, finding.ttlSeconds);
  if (finding.values.includes("")) return verdict("NOT_THERE", { code: "NULL_MX", domain });
  if (finding.values.length > MAX_EXCHANGERS) {
    return verdict("NOT_THERE", { code: "TOO_MANY_EXCHANGERS", domain, limit: MAX_EXCHANGERS });
  }
  const judged = await Promise.all(
    finding.values.map(async (name) => ({ name, is: await isListed(resolver, name, listed) })),
  );
  const namesOf = (is: Listing) => judged.filter((each) => each.is === is).map(({ name }) => plainName(name));
  const foreign = namesOf("FOREIGN");
  if (foreign.length > 0) return verdict("NOT_THERE", { code: "EXCHANGERS_NOT_LISTED", names: foreign.join(", ") });
  const uncertain = namesOf("UNKNOWN");
  if (uncertain.length > 0) return verdict("UNKNOWN", { code: "EXCHANGERS_UNCERTAIN", names: uncertain.join(", ") });
  return { ...verdict("FOUND", { code: "EXCHANGERS_OF_RESELLER", domain }), proof: "MX" };
}

type Listing = "LISTED" | "FOREIGN" | "UNKNOWN";

async function isListed(resolver: Resolver, name: string, listed: ReadonlySet<string>): Promise<Listing> {
  if (listed.has(name)) return "LISTED";
  const finding = await resolver.look({ name, type: "A" });
  if (finding.kind === "UNKNOWN" || finding.kind === "DIFFERENT") return "UNKNOWN";
  return finding.aliases.some((alias) => listed.has(alias)) ? "LISTED" : "FOREIGN";
}

function verdict(answer: keyof typeof ProofAnswer, part: FoundPart, cachedSeconds: number | null = null): ProofVerdict {
  return { answer: ProofAnswer[answer], finding: [part], proof: null, cachedSeconds };
}
