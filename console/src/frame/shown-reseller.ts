import { graphql, nodesOf, useQuery } from "../graphql/index.js";
import { useShownScope } from "./scope.js";
import { useStanding } from "./viewer.js";

const RESELLER_BY_SLUG = graphql(`
  query ResellerBySlug($slug: String!) {
    resellers(filter: { search: $slug }, first: 20) {
      edges {
        node {
          id
          slug
          name
          brandName
        }
      }
    }
  }
`);

export interface FoundReseller {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly brandName: string | null;
}

/** The reseller in the address bar: null while it is looked for, undefined where the viewer sees none of that name. */
export function useShownReseller(): FoundReseller | null | undefined {
  const { viewer } = useStanding();
  const { kind, name } = useShownScope();
  const own = viewer.reseller?.slug === name ? viewer.reseller : null;
  const [{ data, error }] = useQuery({
    query: RESELLER_BY_SLUG,
    variables: { slug: name ?? "" },
    pause: kind !== "r" || own !== null || name === null,
    requestPolicy: "cache-first",
  });
  if (own !== null) return own;
  if (kind !== "r" || data === undefined) return error === undefined ? null : undefined;
  return nodesOf(data.resellers).find(({ slug }) => slug === name);
}
