import { nodesOf, problemOf, useQuery } from "../graphql/index.js";
import { Failure, Waiting } from "../parts/list-states.js";
import { MakeDomain, MakeMailbox, MakeReseller } from "./make-tenants.js";
import { FIRST_TENANTS } from "./start.documents.js";

/** A reseller, a domain below it, and the first of its mailboxes; each as soon as there is something for it to be below. */
export function TenantStep() {
  const [{ data, error }, ask] = useQuery({ query: FIRST_TENANTS });
  const refresh = () => ask({ requestPolicy: "network-only" });
  const problem = problemOf(error);
  if (data === undefined)
    return problem ? <Failure problem={problem} loadedAt={null} onRetry={refresh} /> : <Waiting />;
  const [reseller] = nodesOf(data.resellers);
  const [domain] = nodesOf(data.domains);
  return (
    <>
      <MakeReseller made={reseller ?? null} onMade={refresh} />
      {reseller && <MakeDomain reseller={reseller} made={domain ?? null} onMade={refresh} />}
      {domain && <MakeMailbox domain={domain} onMade={refresh} />}
    </>
  );
}
