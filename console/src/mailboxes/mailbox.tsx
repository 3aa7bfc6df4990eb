import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { NotFound } from "../frame/not-found.js";
import { type FoundDomain, useShownDomain, useShownScope } from "../frame/scope.js";
import { nodesOf, problemOf, useAct, useQuery } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Button } from "../parts/button.js";
import { Failure, Waiting } from "../parts/list-states.js";
import { Notice } from "../parts/notice.js";
import { type Outcome, OutcomeNotice, sentenceOf } from "../parts/outcome.js";
import { PageHead } from "../parts/page-head.js";
import { useWords } from "../words/words.js";
import { MailboxSenders } from "./mailbox-senders.js";
import { MAILBOX, MAILBOX_NAMED, type OneMailbox, RESUME_MAILBOX } from "./mailboxes.documents.js";
import { SuspendDialog } from "./suspend-dialog.js";

export default function Mailbox() {
  const domain = useShownDomain();
  const { address = "" } = useParams({ strict: false }) as { address?: string };
  if (domain === undefined) return <NotFound />;
  return domain === null ? null : <MailboxOf domain={domain} address={address} />;
}

function MailboxOf({ domain, address }: { readonly domain: FoundDomain; readonly address: string }) {
  const { say } = useWords();
  const [named, askNamed] = useQuery({
    query: MAILBOX_NAMED,
    variables: { filter: { domainId: domain.id, address } },
  });
  const id = named.data?.accounts.edges.find(({ node }) => node.address === address)?.node.id;
  const [{ data, error }, ask] = useQuery({ query: MAILBOX, variables: { id: id ?? "" }, pause: id === undefined });
  const problem = problemOf(named.error ?? error);
  const mailbox = data?.account;
  const refresh = () => (id === undefined ? askNamed : ask)({ requestPolicy: "network-only" });
  if (named.data !== undefined && id === undefined) return <NotFound />;
  return (
    <>
      <nav className="crumb" aria-label={say("consoleTenants.crumb")}>
        <Link to={`/d/${domain.name}/mailboxes`}>{say("consolePage.mailboxes")}</Link>
      </nav>
      {!mailbox && <PageHead title={address} />}
      {!mailbox && !problem && <Waiting />}
      {problem && (
        <section className="card">
          <Failure problem={problem} loadedAt={null} onRetry={refresh} />
        </section>
      )}
      {mailbox && <OpenMailbox mailbox={mailbox} />}
    </>
  );
}

/** One mailbox with everything it may send as; suspended and resumed here. */
function OpenMailbox({ mailbox }: { readonly mailbox: OneMailbox }) {
  const { say, number } = useWords();
  const { path } = useShownScope();
  const resume = useAct(RESUME_MAILBOX);
  const [isAsked, setAsked] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const isSuspended = mailbox.state === "SUSPENDED";
  const onResume = async () => {
    const done = await resume.run({ id: mailbox.id });
    if (done !== null) setOutcome({ tone: "ok", title: say("consoleTenants.resumedTitle", { name: mailbox.address }) });
  };
  const failed: Outcome | null = resume.problem && {
    tone: "harm",
    title: say("consoleTenants.notDone"),
    text: sentenceOf(resume.problem),
  };
  return (
    <>
      <PageHead
        title={mailbox.address}
        actions={
          <>
            <Link className="btn" to={`${path}/explain`} search={{ login: mailbox.address } as never}>
              {say("consoleTenants.explain")}
            </Link>
            {isSuspended ? (
              <Button isBusy={resume.isBusy} onClick={() => void onResume()}>
                {say("consoleTenants.resume")}
              </Button>
            ) : (
              <Button kind="harm" icon="lock" onClick={() => setAsked(true)}>
                {say("consoleTenants.suspendMailbox")}
              </Button>
            )}
          </>
        }
      >
        {mailbox.aliases.length > 0 &&
          say("consoleTenants.alsoKnown", { count: mailbox.aliases.length, number: number(mailbox.aliases.length) })}
        {mailbox.aliases.map((alias) => (
          <span className="aliasline" key={alias}>
            <Address value={alias} isPlain />
          </span>
        ))}
      </PageHead>
      <OutcomeNotice
        outcome={failed ?? outcome}
        onDismiss={() => {
          resume.forget();
          setOutcome(null);
        }}
      />
      {isSuspended && (
        <Notice tone="harm" icon="lock" title={say("consoleTenants.isSuspended")}>
          <p>{mailbox.suspendedReason ?? say("consoleTenants.suspendMailboxText")}</p>
        </Notice>
      )}
      <MailboxSenders rows={nodesOf(mailbox.sendableAddresses)} />
      {isAsked && (
        <SuspendDialog
          mailbox={mailbox}
          onClose={() => setAsked(false)}
          onDone={() => {
            setAsked(false);
            setOutcome({ tone: "ok", title: say("consoleTenants.suspendedTitle", { name: mailbox.address }) });
          }}
        />
      )}
    </>
  );
}
