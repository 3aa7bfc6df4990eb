import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ownScopePath, useShownScope } from "../frame/scope.js";
import { useStanding } from "../frame/viewer.js";
import { useQuery } from "../graphql/index.js";
import { PageHead } from "../parts/page-head.js";
import { useWords } from "../words/words.js";
import { HELP_TEXT } from "./help.documents.js";
import { WrittenText } from "./written-text.js";

/** What an identity is, what a refusal means, how an address is added: in the reseller's words, or in ours; and whom to ask. */
export default function Help() {
  const { say } = useWords();
  const { viewer, frame } = useStanding();
  const { path } = useShownScope();
  const isOwn = viewer.account !== null;
  const [{ data }] = useQuery({ query: HELP_TEXT, variables: {} });
  const written = data?.viewer.helpText;
  return (
    <>
      <PageHead title={say("consolePage.help")}>{say("consoleHelp.lead")}</PageHead>
      {data === undefined ? null : written ? (
        <section className="card help">
          <div className="pad">
            <WrittenText text={written} />
            {isOwn ? (
              <p>
                <Link to={`${ownScopePath(viewer)}/senders/add`}>{say("consolePage.addAddress")}</Link>
              </p>
            ) : (
              <p>
                <Link to={`${path}/explain`}>{say("consolePage.explain")}</Link>
              </p>
            )}
          </div>
        </section>
      ) : (
        <OurAnswers path={path} ownPath={ownScopePath(viewer)} isOwn={isOwn} />
      )}
      <Answer title={say("consoleHelp.whom")}>
        <p>{frame.supportContact ?? say(isOwn ? "consoleHelp.whomUser" : "consoleHelp.whomAdministrator")}</p>
      </Answer>
    </>
  );
}

interface OurAnswersProps {
  readonly path: string;
  readonly ownPath: string;
  /** Of a mailbox's user. */
  readonly isOwn: boolean;
}

/** Where whoever runs the mailboxes has written nothing. */
function OurAnswers({ path, ownPath, isOwn }: OurAnswersProps) {
  const { say } = useWords();
  return (
    <>
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
            <Link to={`${ownPath}/senders/add`}>{say("consolePage.addAddress")}</Link>
          </p>
        )}
      </Answer>
      <Answer title={say("consoleHelp.webmail")}>
        <p>{say("consoleHelp.webmailText")}</p>
      </Answer>
      <Answer title={say("consoleHelp.stolen")}>
        <p>{say("consoleHelp.stolenText")}</p>
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
