import { graphql, type ResultOf, useQuery } from "../graphql/index.js";
import { useWords } from "../words/words.js";
import { useStanding, type Viewer } from "./viewer.js";

const NEXT_DATE = graphql(`
  query NextDate($scope: ScopeInput!) {
    policy(scope: $scope) {
      mode
      nextMode {
        mode
        at
      }
    }
  }
`);

type Modes = ResultOf<typeof NEXT_DATE>["policy"];

interface Enforcement {
  readonly isEnforced: boolean;
  readonly at: string | null;
}

/** The moment from which mail is refused, as long as it is ahead. */
export function enforcementIn(policy: Modes | undefined): Enforcement {
  const next = policy?.nextMode;
  return { isEnforced: policy?.mode === "ENFORCE", at: next?.mode === "ENFORCE" ? next.at : null };
}

function useEnforcement(): Enforcement {
  const { viewer } = useStanding();
  const [{ data }] = useQuery({
    query: NEXT_DATE,
    variables: { scope: ownScope(viewer) },
    requestPolicy: "cache-first",
  });
  return enforcementIn(data?.policy);
}

export function ownScope(viewer: Viewer) {
  if (viewer.account) return { accountId: viewer.account.id };
  if (viewer.domain) return { domainId: viewer.domain.id };
  if (viewer.reseller) return { resellerId: viewer.reseller.id };
  return { platform: true };
}

/** In the side's foot: the date that matters. */
export function NextDate() {
  const { say, day, daysUntil } = useWords();
  const { at } = useEnforcement();
  if (at === null) return null;
  return (
    <div className="datecard">
      <div className="d">
        {day(at)}
        <em>{say("consoleFrame.inDays", { count: daysUntil(at) })}</em>
      </div>
      <div className="small soft">{say("consoleFrame.dateText")}</div>
    </div>
  );
}
