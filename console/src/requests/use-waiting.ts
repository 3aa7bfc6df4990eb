import { useShownDomain, useShownScope } from "../frame/scope.js";
import { useChangedElsewhere, useQuery } from "../graphql/index.js";
import { WAITING } from "./requests.documents.js";

/** As every screen says it that shows how many wait, so that all of them show one number. */
export function waitingFilter(domain: { readonly id: string } | null | undefined) {
  return { state: "WAITING", domainId: domain?.id ?? null } as const;
}

/** How many requests wait in the scope that is shown; null while nobody knows. */
export function useWaiting(): number | null {
  const { kind } = useShownScope();
  const domain = useShownDomain();
  const isPaused = kind === "d" && !domain;
  const [{ data }, ask] = useQuery({
    query: WAITING,
    variables: { filter: waitingFilter(domain) },
    pause: isPaused,
  });
  useChangedElsewhere(() => {
    if (!isPaused) ask({ requestPolicy: "network-only" });
  });
  return data?.approvals.totalCount ?? null;
}
