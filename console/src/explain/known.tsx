import { Address } from "../parts/address.js";
import { SenderChip, type SenderStateName } from "../parts/state-chip.js";
import { Time } from "../parts/time.js";
import { around } from "../words/sentence.js";
import { wholeWords } from "../words/whole-words.js";
import { useWords } from "../words/words.js";
import type { Explained } from "./explain.documents.js";
import { NULL_SENDER } from "./question.js";

/** How login and sender are compared, and the permission that the verdict rests on or lacks. */
export function Known({ explained }: { readonly explained: Explained }) {
  const { say, number } = useWords();
  const { authorization, domainAuthorization, canonicalLogin, canonicalSender, revision } = explained;
  return (
    <section className="card gap" aria-labelledby="known">
      <header>
        <h2 id="known">{say("consoleExplain.knownTitle")}</h2>
      </header>
      <div className="pad">
        <dl className="dl known">
          <dt>{say("consoleExplain.permission")}</dt>
          <dd>
            {authorization === null ? (
              domainAuthorization === null && say("consoleExplain.none")
            ) : (
              <>
                <SenderChip state={stateOf(authorization)} />
                <span className="sub">
                  {around(
                    (day) => say("consoleExplain.since", { day }),
                    <Time at={authorization.authorizedAt ?? authorization.createdAt} as="day" />,
                  )}
                </span>
                {authorization.reason && <span className="sub">{wholeWords(authorization.reason)}</span>}
              </>
            )}
            {domainAuthorization !== null && (
              <>
                {say("consoleExplain.wholeDomain")}: <Address value={domainAuthorization.domain} isPlain />
              </>
            )}
          </dd>
          {authorization?.expiresAt && (
            <>
              <dt>{say("consoleExplain.until")}</dt>
              <dd>
                <Time at={authorization.expiresAt} />
              </dd>
            </>
          )}
          {authorization !== null && (
            <>
              <dt>{say("consoleExplain.lastUsed")}</dt>
              <dd>
                <Time at={authorization.lastUsedAt} />
              </dd>
            </>
          )}
          <dt>{say("consoleExplain.comparedLogin")}</dt>
          <dd>
            <Address value={canonicalLogin} isPlain />
          </dd>
          {canonicalSender !== null && (
            <>
              <dt>{say("consoleExplain.compared")}</dt>
              <dd>
                <Address value={canonicalSender || NULL_SENDER} isPlain />
              </dd>
            </>
          )}
          <dt>{say("consoleExplain.revision")}</dt>
          <dd className="mono">{number(Number(revision))}</dd>
        </dl>
      </div>
    </section>
  );
}

type Right = NonNullable<Explained["authorization"]>;

function stateOf({ state, verification }: Right): SenderStateName {
  switch (state) {
    case "AUTHORIZED":
      return "ALLOWED";
    case "PENDING":
      if (verification === null) return "APPROVAL";
      return (
        ({ QUEUED: "QUEUED", UNDELIVERABLE: "RETURNED" }[verification.deliveryState as string] as
          | SenderStateName
          | undefined) ?? "ASKED"
      );
    default:
      return state;
  }
}
