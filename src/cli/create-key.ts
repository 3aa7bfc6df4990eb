import { ApiKeyKind, createApiKey } from "../access/index.js";
import { migrate } from "../database/index.js";
import { toGlobalId } from "../graphql/index.js";
import { badInput, SYSTEM_ACTOR } from "../kernel/index.js";
import { Reseller } from "../tenancy/index.js";
import { withServices } from "./open-services.js";
import { nothingThere } from "./scope-options.js";
import { terminalLanguage } from "./terminal-language.js";

interface CreateKeyOptions {
  readonly kind: string;
  readonly reseller?: string;
}

/** A machine's key; prints the secret, which nobody can read again. */
export async function createKey(name: string, { kind, reseller: slug }: CreateKeyOptions): Promise<void> {
  const { say } = terminalLanguage();
  if (kind !== ApiKeyKind.GATEWAY && kind !== ApiKeyKind.PANEL)
    throw badInput("OPTION_REFUSED", "--kind", say("usage.oneOf", { choices: Object.values(ApiKeyKind).join(", ") }));
  await withServices(async ({ database }) => {
    if (database.dialect.isEmbedded) await migrate(database);
    const { secret } = await database.write(async (tx) => {
      const reseller = slug === undefined ? null : await tx.manager.findOneBy(Reseller, { slug });
      if (slug !== undefined && reseller === null) throw nothingThere(say("usage.noReseller", { name: slug }));
      const scope = reseller === null ? { platform: true } : { resellerId: toGlobalId("Reseller", reseller.id) };
      return createApiKey(tx, SYSTEM_ACTOR, { name, kind: kind as ApiKeyKind, scope });
    });
    console.log(secret);
  });
}
