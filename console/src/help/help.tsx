import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ownScopePath, useShownScope } from "../frame/scope.js";
import { useStanding } from "../frame/viewer.js";
import { PageHead } from "../parts/page-head.js";
import { useWords } from "../words/words.js";

/** What an identity is, what a refusal means, how an address is added, and whom to ask. */
export default function Help() {
  const { say } = useWords();
  const { viewer, frame } = useStanding();
  const { path } = useShownScope();
  const isOwn = viewer.account !== null;
  return (
    <>
      <PageHead title={say("consolePage.help")}>{say("consoleHelp.lead")}</PageHead>
      <Answer title={say("consoleHelp.identity")}>
        <p>{say("consoleHelp.identityText")}</p>
      </Answer>
      <Answer title={say("consoleHelp.refusal")}>
        <p>{say("consoleHelp.refusalText")}</p>
        {!isOwn && (
          <p>
            <Link to={`${path}/explain`}>{say("consolePage.explain")}</Link>
          </p>
        )}
      </Answer>
      <Answer title={say("consoleHelp.add")}>
        <ol className="helpsteps">
          <li>{say("consoleHelp.addAsk")}</li>
          <li>{say("consoleHelp.addOwner")}</li>
          <li>{say("consoleHelp.addThen")}</li>
        </ol>
        {isOwn && (
          <p>
            <Link to={`${ownScopePath(viewer)}/senders/add`}>{say("consolePage.addAddress")}</Link>
          </p>
        )}
      </Answer>
      <Answer title={say("consoleHelp.webmail")}>
        <p>{say("consoleHelp.webmailText")}</p>
      </Answer>
      <Answer title={say("consoleHelp.stolen")}>
        <p>{say("consoleHelp.stolenText")}</p>
      </Answer>
      <Answer title={say("consoleHelp.whom")}>
        <p>{frame.supportContact ?? say(isOwn ? "consoleHelp.whomUser" : "consoleHelp.whomAdministrator")}</p>
      </Answer>
    </>
  );
}

function Answer({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="card help">
      <div className="pad">
        <h2>{title}</h2>
        {children}
      </div>
    </section>
  );
}
