import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { NotFound } from "../frame/not-found.js";
import { type FoundDomain, useShownDomain, useShownScope } from "../frame/scope.js";
import { nodesOf, problemOf, useAct, useQuery } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Button } from "../parts/button.js";
import { Confirm } from "../parts/confirm.js";
import { Failure } from "../parts/list-states.js";
import { Notice } from "../parts/notice.js";
import { type Outcome, OutcomeNotice, sentenceOf } from "../parts/outcome.js";
import { PageHead } from "../parts/page-head.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import { MailboxSenders } from "./mailbox-senders.js";
import { MAILBOX, MAILBOX_NAMED, type OneMailbox, RESUME_MAILBOX, SUSPEND_MAILBOX } from "./mailboxes.documents.js";

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

interface DialogProps {
  readonly mailbox: OneMailbox;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function SuspendDialog({ mailbox, onClose, onDone }: DialogProps) {
  const { say } = useWords();
  const suspend = useAct(SUSPEND_MAILBOX);
  const onConfirm = async (reason: string) => {
    if ((await suspend.run({ id: mailbox.id, reason: reason || null })) !== null) onDone();
  };
  return (
    <Confirm
      title={around(
        (name) => say("consoleTenants.suspendTitle", { name }),
        <Address value={mailbox.address} isPlain />,
      )}
      verb={say("consoleTenants.suspendMailbox")}
      isBusy={suspend.isBusy}
      problem={suspend.problem && <p className="err">{sentenceOf(suspend.problem)}</p>}
      onConfirm={(reason) => void onConfirm(reason)}
      onClose={onClose}
    >
      <p>{say("consoleTenants.suspendMailboxText")}</p>
    </Confirm>
  );
}
