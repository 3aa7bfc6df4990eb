import type { Transaction } from "../../../database/index.js";
import { dividedBy, POSSIBLE_DELIMITERS } from "../../../decision/index.js";
import { type EmailAddress, parseEmailAddress } from "../../../kernel/index.js";
import { subaddressDelimitersOf } from "../../../policy/index.js";
import { addressesAtAliases } from "../../../tenancy/index.js";

/** Whose rights hold for one of these addresses as for a subaddress of theirs: at the domain's own aliases too. */
export async function withoutSubaddresses(
  { manager }: Transaction,
  addressKeys: ReadonlySet<string>,
): Promise<Set<string>> {
  const addresses = [...addressKeys].flatMap((key): EmailAddress[] => {
    const parsed = parseEmailAddress(key);
    return parsed.ok && dividedBy(parsed.address, ANY) !== null ? [parsed.address] : [];
  });
  if (addresses.length === 0) return new Set();
  const delimiters = await subaddressDelimitersOf(
    manager,
    addresses.map(({ domain }) => domain),
  );
  const rules = { delimitersOf: (name: string) => delimiters.get(name) ?? "" };
  const keys = addresses.flatMap((address) => dividedBy(address, rules)?.key ?? []);
  const atAliases = keys.length === 0 ? [] : [...(await addressesAtAliases(manager, keys)).values()].flat();
  return new Set([...keys, ...atAliases.map(({ key }) => key)]);
}

/** Most addresses have no such character, and nothing is asked about their domain. */
const ANY = { delimitersOf: () => POSSIBLE_DELIMITERS };
