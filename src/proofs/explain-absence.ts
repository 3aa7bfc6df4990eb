import type { DnsFinding, Resolver } from "../dns/index.js";
import { describeAlias, describeTexts, isValue } from "./judge-text.js";
import { recordNameOf } from "./proof-record.js";

const ELSEWHERE_MS = 2_000;

/**
 * Why a record is not found, in words: what stands in its place, whether the value stands where people often put it by
 * mistake, and for how long caches may still say that nothing is there.
 */
export async function explainAbsence(
  resolver: Resolver,
  { domain, value }: { readonly domain: string; readonly value: string },
  finding: Extract<DnsFinding, { kind: "FOUND" | "NOTHING" }>,
): Promise<string> {
  const name = recordNameOf(domain);
  const there = finding.kind === "FOUND" ? describeTexts(finding.values, value) : [];
  const alias = describeAlias(finding.aliases, value);
  const elsewhere = await findElsewhere(resolver, domain, value);
  const sentences = [
    `${name} has no TXT record "${value}"`,
    ...(alias === null ? [] : [alias]),
    ...there,
    ...elsewhere,
  ];
  if (finding.kind === "NOTHING" && finding.ttlSeconds !== null && finding.ttlSeconds > 0) {
    const time = inWords(finding.ttlSeconds);
    sentences.push(`once it is published, name servers may go on saying that nothing is there for ${time} more`);
  }
  return sentences.join("; ");
}

/** Where panels and people put the record by mistake; names that do not fit are not asked for. */
function mistakenPlaces(domain: string): { name: string; words: string }[] {
  const name = recordNameOf(domain);
  const [, ...above] = domain.split(".");
  const parent = above.length < 2 ? [] : [above.join(".")];
  const places = [
    { name: `${name}.${domain}`, words: "the panel appended the domain; enter the name without it" },
    { name: domain, words: `that is the domain itself; the record belongs at ${name}` },
    { name: name.slice(1), words: "the underscore at the beginning is missing" },
    ...parent.map((each) => ({ name: recordNameOf(each), words: `a record there does not speak for ${domain}` })),
  ];
  return places.filter((place) => place.name.length <= 253);
}

async function findElsewhere(resolver: Resolver, domain: string, value: string): Promise<string[]> {
  const found = await Promise.all(
    mistakenPlaces(domain).map(async ({ name, words }) => {
      const finding = await resolver.look({ name, type: "TXT" }, ELSEWHERE_MS);
      const isThere = finding.kind === "FOUND" && finding.values.some((text) => isValue(text, value));
      return isThere ? [`the value was found at ${name} instead: ${words}`] : [];
    }),
  );
  return found.flat();
}

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  if (seconds < 7_200) return `${Math.ceil(seconds / 60)} minutes`;
  return `${Math.ceil(seconds / 3_600)} hours`;
}
