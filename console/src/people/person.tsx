import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { NotFound } from "../frame/not-found.js";
import { useShownScope } from "../frame/scope.js";
import { problemOf, useAct, useQuery } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Failure, Waiting } from "../parts/list-states.js";
import { type Outcome, OutcomeNotice, sentenceOf } from "../parts/outcome.js";
import { PageHead } from "../parts/page-head.js";
import { Time } from "../parts/time.js";
import { useWords } from "../words/words.js";
import { DeleteDialog } from "./delete-dialog.js";
import { DisableDialog } from "./disable-dialog.js";
import { MadeBy } from "./made-by.js";
import { ENABLE, type OnePerson, PERSON, RESEND_CONFIRMATION } from "./people.documents.js";
import { ResetPerson } from "./reset-person.js";

export default function Person() {
  const { say } = useWords();
  const { path } = useShownScope();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const [{ data, error }, ask] = useQuery({ query: PERSON, variables: { id } });
  const problem = problemOf(error);
  const person = data?.node && "login" in data.node ? data.node : null;
  if (data !== undefined && person === null) return <NotFound />;
  return (
    <>
      <nav className="crumb" aria-label={say("consoleTenants.crumb")}>
        <Link to={`${path}/settings/people`}>{say("consolePeople.title")}</Link>
      </nav>
      {problem && <Failure problem={problem} loadedAt={null} onRetry={() => ask({ requestPolicy: "network-only" })} />}
      {person === null ? problem === null && <Waiting /> : <OfPerson person={person} />}
    </>
  );
}

function OfPerson({ person }: { readonly person: OnePerson }) {
  const { say } = useWords();
  const { id, login, isDisabled, email, emailConfirmedAt, domain, reseller, madeBy } = person;
  const enable = useAct(ENABLE);
  const resend = useAct(RESEND_CONFIRMATION);
  const [isAsked, setAsked] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const done = (title: string) => setOutcome({ tone: "ok", title });
  const refused = enable.problem ?? resend.problem;
  return (
    <>
      <PageHead
        title={login}
        actions={
          isDisabled ? (
            <>
              <Button
                isBusy={enable.isBusy}
                onClick={() =>
                  void enable.run({ id }).then((each) => each && done(say("consolePeople.enabled", { login })))
                }
              >
                {say("consolePeople.enable")}
              </Button>
              <Button kind="harm" icon="cross" onClick={() => setLeaving(true)}>
                {say("consolePeople.delete")}
              </Button>
            </>
          ) : (
            <Button kind="harm" icon="lock" onClick={() => setAsked(true)}>
              {say("consolePeople.disable")}
            </Button>
          )
        }
      >
        {say(isDisabled ? "consolePeople.isDisabled" : "consolePeople.maySignIn")}
      </PageHead>
      <OutcomeNotice
        outcome={refused ? { tone: "harm", title: say("consoleTenants.notDone"), text: sentenceOf(refused) } : outcome}
        onDismiss={() => {
          setOutcome(null);
          enable.forget();
          resend.forget();
        }}
      />
      <section className="card gap" aria-labelledby="facts">
        <header>
          <h2 id="facts">{say("consolePeople.facts")}</h2>
        </header>
        <dl className="dl pad">
          <dt>{say("consolePeople.scope")}</dt>
          <dd>
            <bdi>{domain?.name ?? reseller?.name ?? say("consoleFrame.platform")}</bdi>
          </dd>
          <dt>{say("consolePeople.email")}</dt>
          <dd>
            <bdi>{email ?? say("consolePeople.noEmail")}</bdi>
            {email !== null && emailConfirmedAt === null && (
              <>
                {`, ${say("consolePeople.unconfirmed")} `}
                <Button
                  isSmall
                  kind="quiet"
                  isBusy={resend.isBusy}
                  onClick={() => void resend.run({ id }).then((each) => each && done(say("consolePeople.resent")))}
                >
                  {say("consolePeople.resend")}
                </Button>
              </>
            )}
          </dd>
          <dt>{say("consoleSecurity.factorsTitle")}</dt>
          <dd>
            {person.secondFactorSince === null ? (
              say("consolePeople.noFactor")
            ) : (
              <Time at={person.secondFactorSince} as="day" />
            )}
          </dd>
          <dt>{say("consolePeople.madeBy")}</dt>
          <dd>
            {madeBy?.name ?? say("consolePeople.unknownMaker")}, <Time at={person.createdAt} as="day" />
          </dd>
        </dl>
      </section>
      <ResetPerson person={person} onDone={done} />
      <MadeBy id={id} />
      {isLeaving && <DeleteDialog person={person} onClose={() => setLeaving(false)} />}
      {isAsked && (
        <DisableDialog
          person={person}
          onClose={() => setAsked(false)}
          onDone={() => {
            setAsked(false);
            done(say("consolePeople.disabledDone", { login }));
          }}
        />
      )}
    </>
  );
}
