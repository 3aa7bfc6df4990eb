import { Address } from "../parts/address.js";
import { Button } from "../parts/button.js";
import { Time } from "../parts/time.js";
import { around } from "../words/sentence.js";
import { wholeWords } from "../words/whole-words.js";
import { useWords } from "../words/words.js";
import type { Question, Sendable } from "./senders.documents.js";

interface OpenQuestionProps {
  readonly row: Sendable;
  readonly question: Question;
  readonly isBusy: boolean;
  readonly onResend: () => void;
  readonly onWithdraw: () => void;
}

/** The number for the owner, how far the question has come, and what can be done meanwhile. */
export function OpenQuestion({ row, question, isBusy, onResend, onWithdraw }: OpenQuestionProps) {
  const { say } = useWords();
  const { matchNumber, sentTo, subject, sentFrom, askingAdvice, deliveryProblem } = question;
  return (
    <div className="ask">
      <div className="n">
        <span>{say("consoleSenders.numberFor")}</span>
        <b>
          <span className="vh">{say("consoleSenders.numberIs", { number: matchNumber })}</span>
          <span aria-hidden="true">{matchNumber}</span>
        </b>
        <span>{say("consoleSenders.numberUse")}</span>
      </div>
      <div className="t">
        <h3>{around((address) => say("consoleSenders.tell", { address }), <Address value={sentTo} isPlain />)}</h3>
        <p className="soft">{say("consoleSenders.tellHow")}</p>
        <Steps row={row} question={question} />
        {askingAdvice && <p className="advice">{wholeWords(askingAdvice.message)}</p>}
        {deliveryProblem && <p className="advice">{wholeWords(deliveryProblem.message)}</p>}
        {question.sentAt !== null && (
          <p className="small soft advice">{say("consoleSenders.lookFor", { subject, from: sentFrom })}</p>
        )}
        <div className="acts">
          {row.canResend && (
            <Button isSmall icon="envelope" isBusy={isBusy} onClick={onResend}>
              {say("consoleSenders.resend")}
            </Button>
          )}
          <Button isSmall kind="quiet" onClick={onWithdraw}>
            {say("consoleSenders.withdrawQuestion")}
          </Button>
        </div>
      </div>
    </div>
  );
}

function Steps({ row, question }: { readonly row: Sendable; readonly question: Question }) {
  const { say, moment } = useWords();
  const { deliveryState, sentAt, expiresAt, nextTurnAt } = question;
  const isReturned = deliveryState === "UNDELIVERABLE";
  return (
    <ol className="steps">
      <li>
        <b>{say("consoleSenders.stepAsked")}</b>
        {row.authorization && <Time at={row.authorization.createdAt} />}
      </li>
      {deliveryState === "QUEUED" ? (
        <li className="now">
          <b>{say("consoleSenders.stepQueued")}</b>
          {nextTurnAt && say("consoleSenders.stepQueuedUntil", { time: moment(nextTurnAt) })}
        </li>
      ) : (
        <li className={isReturned ? "now" : undefined}>
          <b>{say(isReturned ? "consoleSenders.stepReturned" : "consoleSenders.stepSent")}</b>
          {sentAt && <Time at={sentAt} />}
        </li>
      )}
      <li className={deliveryState === "SENT" ? "now" : "todo"}>
        <b>{say("consoleSenders.stepWaiting")}</b>
        {expiresAt && say("consoleSenders.until", { time: moment(expiresAt) })}
      </li>
    </ol>
  );
}
