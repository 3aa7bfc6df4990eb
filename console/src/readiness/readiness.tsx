import { NotFound } from "../frame/not-found.js";
import { useShownScope } from "../frame/scope.js";
import { useScopeInput } from "../frame/scope-input.js";
import { problemOf, useChangedElsewhere, useQuery } from "../graphql/index.js";
import { ScreenHelp } from "../help/screen-help.js";
import { Empty, Failure } from "../parts/list-states.js";
import { PageHead } from "../parts/page-head.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import { ReadinessFigures } from "./figures.js";
import { MailboxesToSettle } from "./mailboxes-to-settle.js";
import { READINESS, type Report } from "./readiness.documents.js";
import { Reasons } from "./reasons.js";
import { DomainsToSettle, ResellersToSettle } from "./tenants-to-settle.js";
import { Trend } from "./trend.js";

const COMMANDS = ["mayfrom ingest /var/log/mail.log", "mayfrom agent"] as const;

/** How near a scope is to the day from which mail is refused, and what is left to be settled. */
export default function Readiness() {
  const { say } = useWords();
  const scope = useScopeInput();
  const { kind } = useShownScope();
  const [{ data, error }, ask] = useQuery({
    query: READINESS,
    variables: { scope: scope ?? {}, hasResellers: kind === "p", hasDomains: kind === "r", hasMailboxes: kind === "d" },
    pause: !scope,
  });
  const refresh = () => ask({ requestPolicy: "network-only" });
  useChangedElsewhere(() => {
    if (scope) refresh();
  });
  if (scope === undefined) return <NotFound />;
  const problem = problemOf(error);
  const report = data?.readiness;
  const next = data?.policy.nextMode;
  const enforcedAt = next?.mode === "ENFORCE" ? next.at : null;
  return (
    <>
      <PageHead title={say("consolePage.readiness")}>
        {report && <Lead report={report} enforcedAt={enforcedAt} isEnforced={data?.policy.mode === "ENFORCE"} />}
      </PageHead>
      <ScreenHelp of="READINESS" />
      {problem && (
        <section className="card">
          <Failure problem={problem} loadedAt={null} onRetry={refresh} />
        </section>
      )}
      {report && report.messages === 0 && <NothingSeen />}
      {report && report.messages > 0 && (
        <>
          <ReadinessFigures report={report} enforcedAt={enforcedAt} />
          <div className="cols even">
            <Trend report={report} enforcedAt={enforcedAt} />
            <Reasons report={report} />
          </div>
          {report.resellers && <ResellersToSettle page={report.resellers} />}
          {report.domains && <DomainsToSettle page={report.domains} />}
          {report.accounts && <MailboxesToSettle page={report.accounts} onChanged={refresh} />}
        </>
      )}
    </>
  );
}

interface LeadProps {
  readonly report: Report;
  readonly enforcedAt: string | null;
  readonly isEnforced: boolean;
}

function Lead({ report, enforcedAt, isEnforced }: LeadProps) {
  const { say, number, calendarDay, wholeMoment, zone } = useWords();
  const seen = say("consoleReadiness.seen", {
    count: report.messages,
    number: number(report.messages),
    from: calendarDay(report.fromDay),
    until: calendarDay(report.untilDay),
  });
  if (enforcedAt === null) {
    return `${isEnforced ? say("consoleReadiness.leadEnforced") : say("consoleReadiness.leadUnplanned")} ${seen}`;
  }
  return (
    <>
      {around(
        (time) => say("consoleReadiness.lead", { time, zone: zone.place }),
        <strong>{wholeMoment(enforcedAt)}</strong>,
      )}{" "}
      {seen}
    </>
  );
}

function NothingSeen() {
  const { say } = useWords();
  const { kind } = useShownScope();
  return (
    <section className="card">
      <Empty icon="chart" title={say("consoleReadiness.emptyTitle")}>
        {kind === "p" ? say("consoleReadiness.emptyOperator") : say("consoleReadiness.emptyText")}
      </Empty>
      {kind === "p" && (
        <div className="pad">
          {COMMANDS.map((command) => (
            <pre className="code" key={command}>
              {command}
            </pre>
          ))}
        </div>
      )}
    </section>
  );
}
