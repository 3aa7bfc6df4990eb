import { useShownDomain, useShownScope } from "../frame/scope.js";
import { useChangedElsewhere, useQuery } from "../graphql/index.js";
import { WAITING } from "./requests.documents.js";

/** How many requests wait in the scope that is shown; null while nobody knows. */
export function useWaiting(): number | null {
  const { kind } = useShownScope();
  const domain = useShownDomain();
  const isPaused = kind === "d" && !domain;
  const [{ data }, ask] = useQuery({
    query: WAITING,
    variables: { filter: { state: "WAITING", domainId: domain?.id ?? null } },
    pause: isPaused,
  });
  useChangedElsewhere(() => {
    if (!isPaused) ask({ requestPolicy: "network-only" });
  });
  return data?.approvals.totalCount ?? null;
}
