// Not by name: `dns.setServers` puts new functions into the module, which named imports do not see.
import dns from "node:dns";
import { refuseInsideTransaction } from "../database/index.js";

/**
 * Finds the TXT records of a name, each joined from its strings (RFC 7208 3.3). Empty when there are none or the name
 * does not exist; rejects when the look-up itself failed.
 */
export type TextRecords = (name: string) => Promise<string[]>;

const LOOKUP_TIMEOUT_MS = 1_500;
const TRIES = 2;
const NOTHING_THERE = new Set(["ENOTFOUND", "ENODATA"]);

/** Through the machine's own resolver, or the one that `dns.setServers` names. */
export const lookUpTextRecords: TextRecords = async (name) => {
  refuseInsideTransaction("a name server");
  const resolver = new dns.promises.Resolver({ timeout: LOOKUP_TIMEOUT_MS, tries: TRIES });
  resolver.setServers(dns.getServers());
  try {
    const records = await resolver.resolveTxt(name);
    return records.map((strings) => strings.join(""));
  } catch (error) {
    if (NOTHING_THERE.has((error as NodeJS.ErrnoException).code ?? "")) return [];
    throw error;
  }
};
