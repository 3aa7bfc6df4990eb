import { Administrator } from "../../../src/access/index.js";
import { newIdentifier } from "../../../src/kernel/index.js";
import { type CreatedTenant, innerIdOf } from "../../graphql/tenancy-tree.js";
import type { TestApi } from "../../support/api.js";

/** An administrator with a confirmed mailbox, `admin@<role>.<domain>`, who cannot sign in. */
export async function plantAdministrator(
  api: TestApi,
  tenant: CreatedTenant | null,
  role: "OPERATOR" | "RESELLER" | "DOMAIN_ADMIN",
): Promise<string> {
  const name = `${role.toLowerCase()}.${tenant?.domain.name ?? "platform.test"}`;
  await api.database.write((tx) =>
    tx.manager.insert(Administrator, {
      id: newIdentifier(),
      login: name,
      passwordHash: "x",
      role: role as never,
      resellerId: tenant === null ? null : innerIdOf(tenant.id),
      resellerPath: tenant?.path ?? null,
      domainId: role === "DOMAIN_ADMIN" && tenant !== null ? innerIdOf(tenant.domain.id) : null,
      email: `admin@${name}`,
      emailConfirmedAt: tx.now,
      language: null,
      isDisabled: false,
      createdAt: tx.now,
    }),
  );
  return `admin@${name}`;
}
