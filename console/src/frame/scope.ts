import { useParams } from "@tanstack/react-router";
import { graphql, useQuery } from "../graphql/index.js";
import { useStanding, type Viewer } from "./viewer.js";

/** First segment of a path: a mailbox's own, a domain, a reseller, the platform. */
export type ScopeKind = "me" | "d" | "r" | "p";

/** Path of the scope that is the viewer's own: `/d/bakery.example`. */
export function ownScopePath(viewer: Viewer): string {
  switch (viewer.scopeKind) {
    case "ACCOUNT":
      return "/me";
    case "DOMAIN":
      return `/d/${viewer.domain?.name ?? ""}`;
    case "RESELLER":
      return `/r/${viewer.reseller?.slug ?? ""}`;
    default:
      return "/p";
  }
}

export function ownScopeKind(viewer: Viewer): ScopeKind {
  const kinds = { ACCOUNT: "me", DOMAIN: "d", RESELLER: "r", PLATFORM: "p" } as const;
  return kinds[viewer.scopeKind];
}

/** Kind and name of the scope in the address bar, and its path. */
export interface ShownScope {
  readonly kind: ScopeKind;
  /** Name of the domain, slug of the reseller; null where there is but one. */
  readonly name: string | null;
  readonly path: string;
}

export function useShownScope(): ShownScope {
  const { domain, reseller } = useParams({ strict: false }) as { domain?: string; reseller?: string };
  const { viewer } = useStanding();
  if (domain !== undefined) return { kind: "d", name: domain, path: `/d/${domain}` };
  if (reseller !== undefined) return { kind: "r", name: reseller, path: `/r/${reseller}` };
  const kind = ownScopeKind(viewer);
  return { kind, name: null, path: ownScopePath(viewer) };
}

const DOMAIN_BY_NAME = graphql(`
  query DomainByName($name: String!) {
    domains(filter: { search: $name }, first: 5) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

export type FoundDomain = { readonly id: string; readonly name: string };

/** The domain in the address bar: null while it is looked for, undefined where the viewer sees none of that name. */
export function useShownDomain(): FoundDomain | null | undefined {
  const { viewer } = useStanding();
  const { name } = useShownScope();
  const own = viewer.domain?.name === name ? viewer.domain : null;
  const [{ data, error }] = useQuery({
    query: DOMAIN_BY_NAME,
    variables: { name: name ?? "" },
    pause: own !== null || name === null,
    requestPolicy: "cache-first",
  });
  if (own !== null) return own;
  if (data === undefined) return error === undefined ? null : undefined;
  return data.domains.edges.map(({ node }) => node).find((node) => node.name === name);
}
