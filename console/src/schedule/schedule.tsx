import { useState } from "react";
import { NotFound } from "../frame/not-found.js";
import { useShownScope } from "../frame/scope.js";
import { useScopeInput } from "../frame/scope-input.js";
import { problemOf, useQuery } from "../graphql/index.js";
import { ScreenHelp } from "../help/screen-help.js";
import { Failure } from "../parts/list-states.js";
import { type Outcome, OutcomeNotice } from "../parts/outcome.js";
import { PageHead } from "../parts/page-head.js";
import { useWords } from "../words/words.js";
import { EditSchedule } from "./edit-schedule.js";
import { HoldBanners } from "./hold-banners.js";
import { SCHEDULE } from "./schedule.documents.js";
import { ScheduleInForce } from "./schedule-in-force.js";

/** What happens to mail from addresses that nobody confirmed, and from when; with what a change would refuse. */
export default function Schedule() {
  const { say, zone } = useWords();
  const scope = useScopeInput();
  const { path } = useShownScope();
  const [{ data, error }, ask] = useQuery({ query: SCHEDULE, variables: { scope: scope ?? {} }, pause: !scope });
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const refresh = () => ask({ requestPolicy: "network-only" });
  if (scope === undefined) return <NotFound />;
  const problem = problemOf(error);
  const policy = data?.policy;
  return (
    <>
      {scope !== null && <HoldBanners scope={scope} onReleased={setOutcome} />}
      <PageHead title={say("consolePage.schedule")}>{say("consoleSchedule.lead", { zone: zone.place })}</PageHead>
      <ScreenHelp of="SCHEDULE" />
      <OutcomeNotice outcome={outcome} onDismiss={() => setOutcome(null)} />
      {problem && (
        <section className="card">
          <Failure problem={problem} loadedAt={null} onRetry={refresh} />
        </section>
      )}
      {policy && <ScheduleInForce policy={policy} />}
      {policy && scope !== null && (
        <EditSchedule
          key={`${path} ${JSON.stringify(policy.settings)}`}
          policy={policy}
          scope={scope}
          onSaved={(done) => {
            setOutcome(done);
            refresh();
          }}
        />
      )}
    </>
  );
}
