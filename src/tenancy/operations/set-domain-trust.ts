import { IsNull, Not } from "typeorm";
import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import {
  type Actor,
  badInput,
  because,
  conflict,
  requireDomainName,
  requireRole,
  requireScope,
} from "../../kernel/index.js";
import { changesOf } from "../changes.js";
import { auditedReseller } from "../places.js";
import { Reseller } from "../reseller.entity.js";
import type { SetDomainTrustInput } from "../reseller.input.js";
import { lockReseller } from "../reseller.queries.js";

const MAX_MAIL_EXCHANGERS = 50;

/**
 * How the operator lets a reseller's domains be proven: by its word, or by mail exchangers that are this reseller's
 * alone. Holds for domains made or verified from now on.
 */
export async function setDomainTrust(
  tx: Transaction,
  actor: Actor,
  resellerId: string,
  input: Omit<SetDomainTrustInput, "resellerId">,
): Promise<Reseller> {
  requireRole(actor, "OPERATOR");
  const exchangers = input.mailExchangers ?? undefined;
  if (exchangers !== undefined && exchangers.length > MAX_MAIL_EXCHANGERS) {
    throw badInput(
      because("TOO_MANY_ITEMS", { limit: MAX_MAIL_EXCHANGERS }),
      "input.mailExchangers",
      `At most ${MAX_MAIL_EXCHANGERS} names`,
      `0…${MAX_MAIL_EXCHANGERS} host names`,
    );
  }
  const names = exchangers?.map((name, index) =>
    requireDomainName(name.replace(/\.$/, ""), `input.mailExchangers[${index}]`),
  );
  const reseller = await lockReseller(tx, requireScope(actor), resellerId);
  await requireOwnExchangers(tx, reseller, names ?? []);
  const wanted = {
    isTrustedForDomains: input.isTrusted ?? undefined,
    mailExchangers: names === undefined ? undefined : names.length === 0 ? null : [...new Set(names)].sort(),
  };
  const changes = changesOf(reseller, wanted);
  if (changes === null) return reseller;
  Object.assign(reseller, changes.after, { updatedAt: tx.now });
  await tx.manager.save(Reseller, reseller);
  recordAudit(tx, actor, { action: "reseller.domain-trust-set", subject: auditedReseller(reseller), ...changes });
  return reseller;
}

/** An exchanger that several share shows that a domain wants this platform, not whose it is. */
async function requireOwnExchangers(tx: Transaction, { id }: Reseller, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const others = await tx.manager.findBy(Reseller, { mailExchangers: Not(IsNull()), id: Not(id) });
  const taken = new Set(others.flatMap(({ mailExchangers }) => mailExchangers ?? []));
  const shared = names.findIndex((name) => taken.has(name));
  if (shared >= 0)
    throw conflict("EXCHANGER_TAKEN", "Listed for another reseller already", `input.mailExchangers[${shared}]`);
}
