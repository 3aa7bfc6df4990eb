import type { DnsFinding, Resolver } from "../dns/index.js";
import { isValue, judgeAlias, judgeTexts } from "./judge-text.js";
import type { FoundPart, ProofFinding } from "./proof-finding.js";
import { recordNameOf } from "./proof-record.js";

const ELSEWHERE_MS = 2_000;

/**
 * Why a record is not found: what stands in its place, whether the value stands where people often put it by mistake,
 * and for how long caches may still say that nothing is there.
 */
export async function explainAbsence(
  resolver: Resolver,
  { domain, value }: { readonly domain: string; readonly value: string },
  finding: Extract<DnsFinding, { kind: "FOUND" | "NOTHING" }>,
): Promise<ProofFinding> {
  const alias = judgeAlias(finding.aliases, value);
  const parts: FoundPart[] = [
    { code: "RECORD_NOT_THERE", name: recordNameOf(domain), value },
    ...(alias === null ? [] : [alias]),
    ...(finding.kind === "FOUND" ? judgeTexts(finding.values, value) : []),
    ...(await findElsewhere(resolver, domain, value)),
  ];
  if (finding.kind === "NOTHING" && finding.ttlSeconds !== null && finding.ttlSeconds > 0) {
    parts.push({ code: "CACHED_FOR", seconds: finding.ttlSeconds });
  }
  return parts;
}

/** Where panels and people put the record by mistake; names that do not fit are not asked for. */
function mistakenPlaces(domain: string): (FoundPart & { readonly name: string })[] {
  const name = recordNameOf(domain);
  const [, ...above] = domain.split(".");
  const parent = above.length < 2 ? [] : [above.join(".")];
  const places = [
    { code: "DOMAIN_APPENDED" as const, name: `${name}.${domain}` },
    { code: "AT_DOMAIN_ITSELF" as const, name: domain, right: name },
    { code: "UNDERSCORE_MISSING" as const, name: name.slice(1) },
    ...parent.map((each) => ({ code: "AT_PARENT" as const, name: recordNameOf(each), domain })),
  ];
  return places.filter((place) => place.name.length <= 253);
}

async function findElsewhere(resolver: Resolver, domain: string, value: string): Promise<FoundPart[]> {
  const found = await Promise.all(
    mistakenPlaces(domain).map(async (place) => {
      const finding = await resolver.look({ name: place.name, type: "TXT" }, ELSEWHERE_MS);
      const isThere = finding.kind === "FOUND" && finding.values.some((text) => isValue(text, value));
      return isThere ? [place] : [];
    }),
  );
  return found.flat();
}
