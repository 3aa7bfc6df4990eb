import type { EntityManager } from "typeorm";
import { Authorization, Identity } from "../authorizations/index.js";
import type { Transaction } from "../database/index.js";
import { DeliveryState, Verification } from "./verification.entity.js";

/**
 * Where the owner of an address gets word of it: byte for byte where a question reached them (RFC 5321 2.4). That is the
 * spelling of the question answered last; before any answer, of the one mailed last that has not come back.
 */
export async function addressOfOwner(
  manager: EntityManager,
  { id, address, answeredAddress }: Pick<Identity, "id" | "address" | "answeredAddress">,
): Promise<string> {
  if (answeredAddress !== null) return answeredAddress;
  const mailed = await manager
    .createQueryBuilder(Verification, "question")
    .innerJoin(Authorization, "authorization", "authorization.id = question.authorizationId")
    .select("authorization.typedAddress", "typedAddress")
    .where("authorization.identityId = :id", { id })
    .andWhere("question.deliveryState = :sent", { sent: DeliveryState.SENT })
    .andWhere("question.sentAt IS NOT NULL")
    .orderBy("question.id", "DESC")
    .limit(1)
    .getRawOne<{ typedAddress: string | null }>();
  return mailed?.typedAddress ?? address;
}

/** A question mailed to this spelling was answered by its link. */
export async function noteAnsweredAddress(
  tx: Transaction,
  identity: Identity,
  { typedAddress }: Pick<Authorization, "typedAddress">,
): Promise<void> {
  const answeredAddress = typedAddress ?? identity.address;
  if (identity.answeredAddress === answeredAddress) return;
  identity.answeredAddress = answeredAddress;
  await tx.manager.update(Identity, { id: identity.id }, { answeredAddress });
}

/** Another spelling may be another mailbox: what fails there says nothing of whoever has answered. */
export function isMailboxOfOwner({ answeredAddress }: Pick<Identity, "answeredAddress">, mailedTo: string): boolean {
  return answeredAddress === null || answeredAddress === mailedTo;
}
