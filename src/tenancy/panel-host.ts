import type { Transaction } from "../database/index.js";
import { type Actor, badInput, endOfSubtree, readPanelTemplate } from "../kernel/index.js";
import { Domain } from "./domain.entity.js";
import { isProvenInSql } from "./domain-proof.js";

/**
 * A reseller leads its people to its own hosts only: below a domain of its customers or its own that is proven here. The
 * operator, who knows it, names any host. Throws BAD_USER_INPUT.
 */
export async function requirePanelHost(
  tx: Transaction,
  actor: Actor,
  resellerPath: string,
  panelUrl: string | null | undefined,
): Promise<void> {
  if (!panelUrl || actor.role === "OPERATOR" || actor.kind === "SYSTEM") return;
  const read = readPanelTemplate(panelUrl);
  if (read.ok && (await hasProvenDomainAbove(tx, resellerPath, read.host))) return;
  throw badInput(
    "HOST_NOT_PROVEN",
    "input.panelUrl",
    "This host is not below a proven domain of this reseller; the operator may set it all the same",
    "a host below one of the reseller's proven domains",
  );
}

async function hasProvenDomainAbove(tx: Transaction, resellerPath: string, host: string): Promise<boolean> {
  const labels = host.split(".");
  const names = labels.map((_, index) => labels.slice(index).join("."));
  return tx.manager
    .createQueryBuilder(Domain, "domain")
    .where("domain.name IN (:...names)", { names })
    .andWhere("domain.resellerPath >= :path AND domain.resellerPath < :end", {
      path: resellerPath,
      end: endOfSubtree(resellerPath),
    })
    .andWhere(isProvenInSql("domain"))
    .getExists();
}
