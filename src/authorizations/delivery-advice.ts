import { getDomain } from "tldts";
import type { Resolver } from "../dns/index.js";
import { required } from "../kernel/index.js";

/** Finds the TXT records of a name; rejects when that cannot be known. */
export type TextRecords = (name: string) => Promise<readonly string[]>;

/** What receivers do with mail that fails DMARC, as the address's domain asks them (RFC 7489 6.3). */
export type DmarcPolicy = "none" | "quarantine" | "reject";

/** The policy that a record asks for; null when it is no DMARC record. `isSubdomain` makes `sp=` count. */
export function parseDmarcPolicy(record: string, isSubdomain: boolean): DmarcPolicy | null {
  const [version = "", ...parts] = record.split(";").map((part) => part.trim());
  if (!/^v\s*=\s*DMARC1$/.test(version)) return null;
  const tags = new Map<string, string>();
  for (const part of parts) {
    const equals = part.indexOf("=");
    if (equals > 0)
      tags.set(
        part.slice(0, equals).trim().toLowerCase(),
        part
          .slice(equals + 1)
          .trim()
          .toLowerCase(),
      );
  }
  const wanted = (isSubdomain ? tags.get("sp") : undefined) ?? tags.get("p");
  return wanted === "none" || wanted === "quarantine" || wanted === "reject" ? wanted : null;
}

/** The registered domain above (`example.co.uk` for `mail.example.co.uk`); the name itself where there is none. */
export function organizationalDomain(domain: string): string {
  return getDomain(domain, { allowPrivateDomains: false }) ?? domain;
}

/** RFC 7489 6.6.3: the domain's own record, then that of its organizational domain. Null when neither publishes one. */
export async function findDmarcPolicy(domain: string, lookUp: TextRecords): Promise<DmarcPolicy | null> {
  const own = policyIn(await lookUp(`_dmarc.${domain}`), false);
  const above = organizationalDomain(domain);
  if (own !== null || above === domain) return own;
  return policyIn(await lookUp(`_dmarc.${above}`), true);
}

function policyIn(records: readonly string[], isSubdomain: boolean): DmarcPolicy | null {
  const policies = records.map((record) => parseDmarcPolicy(record, isSubdomain)).filter((policy) => policy !== null);
  // Several DMARC records count as none (RFC 7489 6.6.3).
  return policies.length === 1 ? required(policies[0]) : null;
}

/** `findDmarcPolicy`; null also while the look-up takes longer, or fails: advice, not a check. */
export async function dmarcPolicyOf(domain: string, resolver: Resolver, waitMs: number): Promise<DmarcPolicy | null> {
  if (domain.startsWith("[")) return null;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), waitMs);
  });
  try {
    return await Promise.race([findDmarcPolicy(domain, (name) => textsOf(resolver, name)).catch(() => null), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

async function textsOf(resolver: Resolver, name: string): Promise<readonly string[]> {
  const finding = await resolver.lookCached({ name, type: "TXT" });
  if (finding.kind === "FOUND") return finding.values;
  if (finding.kind === "NOTHING") return [];
  throw new Error(finding.kind === "UNKNOWN" ? finding.troubles.join(", ") : "name servers do not agree");
}
