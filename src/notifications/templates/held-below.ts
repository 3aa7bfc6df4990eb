import { z } from "zod";
import type { Language } from "../../texts/index.js";
import { count } from "./parameters.js";

const NONE = { resellers: 0, domains: 0 };

/** Domains and resellers below in which a beginning waits; of mails from before they were counted apart nothing is said. */
export const heldBelow = z
  .union([z.object({ resellers: count, domains: count }), count.transform(() => NONE)])
  .default(NONE);

/** A sentence for each of the two of which there is one. */
export function heldBelowInWords({ say }: Language, { resellers, domains }: z.infer<typeof heldBelow>): string[] {
  return [
    ...(domains > 0 ? [say("digestReseller.heldDomains", { count: domains })] : []),
    ...(resellers > 0 ? [say("digestReseller.heldResellers", { count: resellers })] : []),
  ];
}
