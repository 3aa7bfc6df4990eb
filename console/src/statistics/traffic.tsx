import { Link } from "@tanstack/react-router";
import { useShownScope } from "../frame/scope.js";
import type { Traffic as TrafficOfMonth } from "../home/home.documents.js";
import { useWords } from "../words/words.js";
import { ComplaintShares } from "./complaint-shares.js";
import { RefusalReasons } from "./refusal-reasons.js";
import { SubmissionColumns } from "./submission-columns.js";
import { TopSenders } from "./top-senders.js";

/** What was sent in the last thirty days, by whom, what of it was refused and why, and what was complained about. */
export function Traffic({ data }: { readonly data: TrafficOfMonth }) {
  const { say } = useWords();
  const { path } = useShownScope();
  const { statistics } = data;
  if (!statistics) return null;
  const isSilent = statistics.submissions.every(({ own, authorized, unauthorized, refused }) =>
    [own, authorized, unauthorized, refused].every((count) => count === 0),
  );
  return (
    <section aria-labelledby="traffic">
      <h2 id="traffic" className="weekhead">
        {say("consoleStatistics.month")}
      </h2>
      {isSilent ? (
        <p className="muted">
          {say("consoleStatistics.nothing")} <Link to={`${path}/readiness`}>{say("consolePage.readiness")}</Link>
        </p>
      ) : (
        <>
          <div className="cols even">
            <SubmissionColumns statistics={statistics} policy={data.policy} />
            <RefusalReasons statistics={statistics} />
          </div>
          <div className="cols even">
            <TopSenders statistics={statistics} />
            <ComplaintShares complaints={data.complaints} />
          </div>
        </>
      )}
    </section>
  );
}
