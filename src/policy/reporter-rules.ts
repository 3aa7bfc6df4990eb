import { isIP } from "node:net";
import { badInput, because, parseDomainName, required } from "../kernel/index.js";
import { POLICY_SETTINGS, type PolicySettings } from "./settings-table.js";

/** Whose feedback reports are believed. Throws BAD_USER_INPUT that names the entry. */
export function requireReporters({ reportingDomains, reportingNetworks }: PolicySettings): void {
  requireEach(reportingDomains, "reportingDomains", isDomain, "a domain name such as reports.example, as A-labels");
  requireEach(reportingNetworks, "reportingNetworks", isNetwork, "an address or a range such as 192.0.2.0/24");
}

function requireEach(
  list: readonly string[] | undefined,
  name: "reportingDomains" | "reportingNetworks",
  isValid: (text: string) => boolean,
  expected: string,
): void {
  const most = required(POLICY_SETTINGS[name].maxEntries);
  if ((list?.length ?? 0) > most)
    throw badInput(because("TOO_MANY_ITEMS", { limit: most }), `input.${name}`, `At most ${most}`, `0…${most}`);
  const wrong = (list ?? []).findIndex((text) => !isValid(text));
  if (wrong >= 0) throw badInput("ENTRY_MALFORMED", `input.${name}[${wrong}]`, `This is not ${expected}`, expected);
}

function isDomain(text: string): boolean {
  return parseDomainName(text) === text;
}

const WIDEST_PREFIX = { 4: 8, 6: 16 } as const;

/** No range wider than a large provider has: a list of everybody would be none. */
function isNetwork(text: string): boolean {
  const [address = "", length, ...rest] = text.split("/");
  const version = isIP(address);
  if ((version !== 4 && version !== 6) || rest.length > 0) return false;
  if (length === undefined) return true;
  const bits = /^\d{1,3}$/.test(length) ? Number(length) : -1;
  return bits >= WIDEST_PREFIX[version] && bits <= (version === 4 ? 32 : 128);
}
