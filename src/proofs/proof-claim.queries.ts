import DataLoader from "dataloader";
import { type EntityManager, In } from "typeorm";
import { lockRow, type Transaction } from "../database/index.js";
import { loaderKey, type RequestContext } from "../graphql/index.js";
import { ProofClaim } from "./proof-claim.entity.js";

export async function lockClaim(tx: Transaction, id: string): Promise<ProofClaim | null> {
  return lockRow(tx, ProofClaim, { id });
}

export async function claimOfAuthorization(manager: EntityManager, id: string): Promise<ProofClaim | null> {
  return manager.findOneBy(ProofClaim, { domainAuthorizationId: id });
}

export const claimByDomain = claimBy("hostedDomainId");
export const claimByAuthorization = claimBy("domainAuthorizationId");

function claimBy(column: "hostedDomainId" | "domainAuthorizationId") {
  return loaderKey(`proof claim by ${column}`, (context: RequestContext) => {
    return new DataLoader<string, ProofClaim | null>(
      async (ids) => {
        const rows = await context.database.reader.findBy(ProofClaim, { [column]: In([...ids]) });
        const byId = new Map(rows.map((row) => [row[column], row]));
        return ids.map((id) => byId.get(id) ?? null);
      },
      // What was read before a look is not what it is after it.
      { cache: false, maxBatchSize: 500 },
    );
  });
}
