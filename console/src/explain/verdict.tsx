import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useShownScope } from "../frame/scope.js";
import { useAct } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Button } from "../parts/button.js";
import type { Tone } from "../parts/chip.js";
import { CopyButton } from "../parts/copy-button.js";
import type { IconName } from "../parts/icon.js";
import { Notice } from "../parts/notice.js";
import { type Outcome, OutcomeNotice, sentenceOf } from "../parts/outcome.js";
import { around } from "../words/sentence.js";
import { type ConsoleKey, useWords } from "../words/words.js";
import { AllowDialog } from "./allow-dialog.js";
import { ASK_OWNER, type Explained } from "./explain.documents.js";
import { NULL_SENDER } from "./question.js";

type Kind = "refused" | "warned" | "forNow" | "accepted";

const KINDS = {
  refused: { words: "consoleExplain.refused", tone: "harm", icon: "bar" },
  warned: { words: "consoleExplain.warned", tone: "act", icon: "look" },
  forNow: { words: "consoleExplain.forNow", tone: "act", icon: "eye" },
  accepted: { words: "consoleExplain.accepted", tone: "ok", icon: "checkRing" },
} as const satisfies Record<Kind, { words: ConsoleKey; tone: Tone; icon: IconName }>;

const MENDERS = {
  ACCOUNT: "consoleExplain.menderAccount",
  ADDRESS_OWNER: "consoleExplain.menderOwner",
  ADMINISTRATOR: "consoleExplain.menderAdministrator",
} as const;

function kindOf({ verdict, wouldDeny }: Explained): Kind {
  if (verdict === "DENY") return "refused";
  if (verdict === "WARN") return "warned";
  return wouldDeny ? "forNow" : "accepted";
}

interface VerdictProps {
  readonly explained: Explained;
  /** The reverse-path that was asked about; empty for the null sender. */
  readonly sender: string;
  /** Who resends the message, as it was asked. */
  readonly resent: readonly string[];
}

/** The verdict in words and colour, what is missing, and what can be done about it here. */
export function Verdict({ explained, sender, resent }: VerdictProps) {
  const { say, code } = useWords();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { because, decidedAddress, missing } = explained;
  const kind = kindOf(explained);
  const { words, tone, icon } = KINDS[kind];
  const title = say(words, { because });
  const who = new Intl.ListFormat(code, { type: "disjunction" }).format(
    (missing?.menders ?? []).map((mender) => say(MENDERS[mender])),
  );
  const sentences = [
    missing && say("consoleExplain.missing", { missing: missing.message }),
    missing && say("consoleExplain.menders", { who }),
  ].filter((sentence) => sentence !== null);
  return (
    <div className="verdict gap">
      <OutcomeNotice outcome={outcome} onDismiss={() => setOutcome(null)} />
      <Notice
        tone={tone}
        icon={icon}
        title={title}
        isResult
        actions={
          <>
            <MendingActs explained={explained} onOutcome={setOutcome} />
            <CopyButton
              icon="copy"
              label={say("consoleExplain.copyForCustomer")}
              textOf={() => [title, decidedAddress || NULL_SENDER, ...sentences, location.href].join("\n")}
            />
          </>
        }
      >
        <p>
          {around(
            (address) => say(fellOn({ decidedAddress, sender, resent }), { address }),
            <Address value={decidedAddress || NULL_SENDER} />,
          )}
        </p>
        {kind === "forNow" && <p>{say("consoleExplain.notYet")}</p>}
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Notice>
    </div>
  );
}

/** Which of the asked addresses the verdict rests on, in words. */
function fellOn({
  decidedAddress,
  sender,
  resent,
}: Omit<VerdictProps, "explained"> & Pick<Explained, "decidedAddress">) {
  if (decidedAddress === sender) return "consoleExplain.fellOn";
  return resent.includes(decidedAddress) ? "consoleExplain.fellOnResent" : "consoleExplain.fellOnHeader";
}

const ASKABLE: readonly Explained["reason"][] = ["NOT_AUTHORIZED", "EXPIRED", "REVOKED"];
const ALLOWABLE: readonly Explained["reason"][] = [...ASKABLE, "PENDING"];

interface ActsProps {
  readonly explained: Explained;
  readonly onOutcome: (outcome: Outcome) => void;
}

function MendingActs({ explained, onOutcome }: ActsProps) {
  const { say } = useWords();
  const { kind } = useShownScope();
  const ask = useAct(ASK_OWNER);
  const [isAllowing, setAllowing] = useState(false);
  const { account, reason, decidedAddress, missing } = explained;
  if (account === null) return null;
  const isAddress = missing !== null && decidedAddress.includes("@");
  if (kind === "me") {
    return isAddress && ASKABLE.includes(reason) ? (
      <Link className="btn pri" to="/me/senders/add" search={{ address: decidedAddress } as never}>
        {say("consoleExplain.addIt")}
      </Link>
    ) : null;
  }
  const onAsk = async () => {
    const done = await ask.run({ input: { accountId: account.id, address: decidedAddress } });
    if (done !== null) onOutcome({ tone: "ok", title: say("consoleExplain.askedTitle", { address: decidedAddress }) });
  };
  const domain = account.address.slice(account.address.lastIndexOf("@") + 1);
  return (
    <>
      {isAddress && ASKABLE.includes(reason) && (
        <Button kind="primary" icon="envelope" isBusy={ask.isBusy} onClick={() => void onAsk()}>
          {say("consoleExplain.askOwner")}
        </Button>
      )}
      {isAddress && ALLOWABLE.includes(reason) && (
        <Button onClick={() => setAllowing(true)}>{say("consoleExplain.allow")}</Button>
      )}
      <Link className="btn" to={`/d/${domain}/mailboxes/${account.address}`}>
        {say("consoleExplain.openMailbox")}
      </Link>
      {ask.problem && <p className="err">{sentenceOf(ask.problem)}</p>}
      {isAllowing && (
        <AllowDialog
          mailbox={account}
          address={decidedAddress}
          onClose={() => setAllowing(false)}
          onDone={() => {
            setAllowing(false);
            onOutcome({ tone: "ok", title: say("consoleExplain.allowedTitle", { address: decidedAddress }) });
          }}
        />
      )}
    </>
  );
}
