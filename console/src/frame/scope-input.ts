import { graphql, nodesOf, useQuery } from "../graphql/index.js";
import { ownScope } from "./next-date.js";
import { useShownDomain, useShownScope } from "./scope.js";
import { useStanding } from "./viewer.js";

const RESELLER_BY_SLUG = graphql(`
  query ResellerBySlug($slug: String!) {
    resellers(filter: { search: $slug }, first: 20) {
      edges {
        node {
          id
          slug
          name
        }
      }
    }
  }
`);

/** A scope as the API takes it. */
export interface ScopeGiven {
  readonly platform?: boolean;
  readonly resellerId?: string;
  readonly domainId?: string;
  readonly accountId?: string;
}

/** The scope in the address bar: null while its name is looked for, undefined where the viewer sees none of that name. */
export function useScopeInput(): ScopeGiven | null | undefined {
  const { viewer } = useStanding();
  const { kind, name } = useShownScope();
  const domain = useShownDomain();
  const own = viewer.reseller?.slug === name ? viewer.reseller : null;
  const [{ data, error }] = useQuery({
    query: RESELLER_BY_SLUG,
    variables: { slug: name ?? "" },
    pause: kind !== "r" || own !== null || name === null,
    requestPolicy: "cache-first",
  });
  if (kind === "d" && name !== null) return domain && { domainId: domain.id };
  if (kind !== "r" || name === null) return ownScope(viewer);
  if (own !== null) return { resellerId: own.id };
  if (data === undefined) return error === undefined ? null : undefined;
  const found = nodesOf(data.resellers).find((reseller) => reseller.slug === name);
  return found && { resellerId: found.id };
}
