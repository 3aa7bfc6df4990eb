import type { RequestContext } from "../graphql/index.js";
import { newInstance, requireScope, scopeCovers } from "../kernel/index.js";
import { CredentialMaker, type Maker, MakerKind } from "./maker.js";
import { administratorById, apiKeyById, issuerById } from "./nodes.js";

/** What made a credential, by name where that lies in the caller's scope; null where mayfrom made it. */
export async function loadMaker(context: RequestContext, made: Maker): Promise<CredentialMaker | null> {
  const { madeByKind: kind, madeById: id } = made;
  if (kind === null || id === null) return null;
  const found = await findMaker(context, kind, id);
  const isVisible = found !== null && scopeCovers(requireScope(context.actor), found.row);
  return newInstance(CredentialMaker, {
    kind,
    id: isVisible ? found.row.globalId : null,
    name: isVisible ? found.name : null,
  });
}

async function findMaker(context: RequestContext, kind: MakerKind, id: string) {
  switch (kind) {
    case MakerKind.ADMINISTRATOR: {
      const row = await context.loader(administratorById).load(id);
      return row && { row, name: row.login };
    }
    case MakerKind.API_KEY: {
      const row = await context.loader(apiKeyById).load(id);
      return row && { row, name: row.name };
    }
    case MakerKind.TRUSTED_ISSUER: {
      const row = await context.loader(issuerById).load(id);
      return row && { row, name: row.name };
    }
  }
}
