import { getDomain } from "tldts";
import { lookUpTextRecords, type TextRecords } from "./text-records.js";

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
  return policies.length === 1 ? policies[0]! : null;
}

const KEPT_MS = 10 * 60 * 1_000;
const MOST_KEPT = 5_000;
/** A page of authorizations must not wait for a name server that does not answer. */
const LONGEST_WAIT_MS = 2_000;
const kept = new Map<string, { readonly policy: DmarcPolicy | null; readonly until: number }>();

/** `findDmarcPolicy`, kept for ten minutes; null also when the look-up fails or takes too long: advice, not a check. */
export async function dmarcPolicyOf(
  domain: string,
  now: number,
  lookUp: TextRecords = lookUpTextRecords,
): Promise<DmarcPolicy | null> {
  if (domain.startsWith("[")) return null;
  const known = kept.get(domain);
  if (known !== undefined && known.until > now) return known.policy;
  const policy = await withinTime(findDmarcPolicy(domain, lookUp));
  if (policy === "unknown") return null;
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(domain, { policy, until: now + KEPT_MS });
  return policy;
}

async function withinTime(lookup: Promise<DmarcPolicy | null>): Promise<DmarcPolicy | null | "unknown"> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<"unknown">((resolve) => {
    timer = setTimeout(() => resolve("unknown"), LONGEST_WAIT_MS);
  });
  try {
    return await Promise.race([lookup.catch(() => "unknown" as const), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
