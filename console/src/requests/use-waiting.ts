import { useShownDomain, useShownScope } from "../frame/scope.js";
import { useQuery } from "../graphql/index.js";
import { WAITING } from "./requests.documents.js";

/** How many requests wait in the scope that is shown; null while nobody knows. */
export function useWaiting(): number | null {
  const { kind } = useShownScope();
  const domain = useShownDomain();
  const [{ data }] = useQuery({
    query: WAITING,
    variables: { filter: { state: "WAITING", domainId: domain?.id ?? null } },
    pause: kind === "d" && !domain,
  });
  return data?.approvals.totalCount ?? null;
}
