import type { RequestContext } from "../graphql/index.js";
import { newInstance, requireScope, rowWithin } from "../kernel/index.js";
import { CredentialMaker, type Maker, MakerKind } from "./maker.js";
import { administratorById, apiKeyById, issuerById } from "./nodes.js";

/** What made a credential, by name where that lies in the caller's scope; null where mayfrom made it. */
export async function loadMaker(context: RequestContext, made: Maker): Promise<CredentialMaker | null> {
  const { madeByKind: kind, madeById: id } = made;
  if (kind === null || id === null) return null;
  const found = await findMaker(context, kind, id);
  return newInstance(CredentialMaker, { kind, id: found?.globalId ?? null, name: found?.name ?? null });
}

async function findMaker(context: RequestContext, kind: MakerKind, id: string) {
  const scope = requireScope(context.actor);
  switch (kind) {
    case MakerKind.ADMINISTRATOR: {
      const row = rowWithin(scope, await context.loader(administratorById).load(id), (each) => each);
      return row && { globalId: row.globalId, name: row.login };
    }
    case MakerKind.API_KEY:
      return rowWithin(scope, await context.loader(apiKeyById).load(id), (each) => each);
    case MakerKind.TRUSTED_ISSUER:
      return rowWithin(scope, await context.loader(issuerById).load(id), (each) => each);
  }
}
