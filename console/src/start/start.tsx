import { Link, useSearch } from "@tanstack/react-router";
import { type ComponentType, useRef } from "react";
import { problemOf, usePolling, useQuery } from "../graphql/index.js";
import { Empty, Failure, Waiting } from "../parts/list-states.js";
import { PageHead } from "../parts/page-head.js";
import { useWords } from "../words/words.js";
import { GatewayStep } from "./gateway-step.js";
import { LogStep } from "./log-step.js";
import { MailStep } from "./mail-step.js";
import { NameStep } from "./name-step.js";
import { FIRST_START, type StartFacts } from "./start.documents.js";
import { StepList } from "./step-list.js";
import { firstUndone, STEPS, type Step, type StepName } from "./steps.js";
import { TenantStep } from "./tenant-step.js";

const FORMS: Readonly<Record<StepName, ComponentType>> = {
  name: NameStep,
  mail: MailStep,
  tenant: TenantStep,
  gateway: GatewayStep,
  log: LogStep,
};

/** From an empty platform to the first mail that is seen. Each step can be left, and is found as it was. */
export default function Start() {
  const { say } = useWords();
  const [{ data, error }, ask] = useQuery({ query: FIRST_START });
  const { step: wanted } = useSearch({ strict: false }) as { step?: string };
  const begun = useRef<Step | null>();
  const refresh = () => ask({ requestPolicy: "network-only" });
  const facts = data?.firstStart;
  // What commands do on another machine shows here by itself.
  usePolling(refresh, facts !== undefined && !facts.isComplete);
  const problem = problemOf(error);
  if (facts === undefined) {
    return (
      <>
        <PageHead title={say("consolePage.start")} />
        {problem === null ? <Waiting /> : <Failure problem={problem} loadedAt={null} onRetry={refresh} />}
      </>
    );
  }
  // What is being done stays in view when it is done.
  if (begun.current === undefined) begun.current = firstUndone(facts) ?? null;
  const step = STEPS.find(({ name }) => name === wanted) ?? begun.current;
  return (
    <div className="wiz">
      <StepList facts={facts} shown={step?.name ?? null} />
      <div>{step === null ? <Complete /> : <ShownStep step={step} facts={facts} />}</div>
    </div>
  );
}

function ShownStep({ step, facts }: { readonly step: Step; readonly facts: StartFacts }) {
  const { say } = useWords();
  const index = STEPS.indexOf(step);
  const [before, after] = [STEPS[index - 1], STEPS[index + 1]];
  const Form = FORMS[step.name];
  const isDone = step.isDone(facts);
  return (
    <>
      <p className="small muted">{say("consoleStart.stepOf", { step: index + 1, steps: STEPS.length })}</p>
      <PageHead title={say(step.question)}>{say(step.lead)}</PageHead>
      <Form />
      <nav className="acts wizfoot" aria-label={say("consoleStart.otherSteps")}>
        {before !== undefined && (
          <Link className="btn" to="/p/start" search={{ step: before.name } as never}>
            {say("consoleStart.back")}
          </Link>
        )}
        <Link className="btn quiet plain" to="/p">
          {say("consoleStart.leave")}
        </Link>
        {after !== undefined ? (
          <Link className={isDone ? "btn pri" : "btn"} to="/p/start" search={{ step: after.name } as never}>
            {isDone ? say("consoleStart.next", { step: say(after.title) }) : say("consoleStart.skip")}
          </Link>
        ) : (
          facts.isComplete && (
            <Link className="btn pri" to="/p/readiness">
              {say("consoleStart.toReadiness")}
            </Link>
          )
        )}
      </nav>
    </>
  );
}

function Complete() {
  const { say } = useWords();
  return (
    <>
      <PageHead title={say("consoleStart.completeTitle")}>{say("consoleStart.completeText")}</PageHead>
      <section className="card">
        <Empty
          icon="checkRing"
          title={say("consoleStart.completeNext")}
          actions={
            <>
              <Link className="btn pri" to="/p/readiness">
                {say("consoleStart.toReadiness")}
              </Link>
              <Link className="btn" to="/p/settings/people">
                {say("consoleStart.toPeople")}
              </Link>
            </>
          }
        >
          {say("consoleStart.completeNextText")}
        </Empty>
      </section>
    </>
  );
}
