import type { ReactNode } from "react";
import { Icon, type IconName } from "../parts/icon.js";
import { Time } from "../parts/time.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import { KEPT_MAILS, type MailTestResult } from "./start.documents.js";

/** The stations of a test mail, with the other servers' own words. */
export function MailWay({ test }: { readonly test: MailTestResult }) {
  const { say } = useWords();
  const { mail, arrivedAt } = test;
  return (
    <ul className="checks">
      {mail !== null && <Handed mail={mail} />}
      {arrivedAt !== null && (
        <Station icon="checkRing" title={say("consoleStart.wasRead")}>
          {around((time) => say("consoleStart.wasReadAt", { time }), <Time at={arrivedAt} />)}
        </Station>
      )}
    </ul>
  );
}

function Handed({ mail }: { readonly mail: NonNullable<MailTestResult["mail"]> }) {
  const { say } = useWords();
  const { state, reply, lastError, nextTryAt, sentAt } = mail;
  if (state === "SENT") {
    return (
      <Station
        icon="checkRing"
        title={say("consoleStart.taken")}
        said={reply ?? say("consoleStart.kept", { page: KEPT_MAILS })}
      >
        <Time at={sentAt} />
      </Station>
    );
  }
  if (state === "DEAD" || state === "CANCELLED") {
    return <Station icon="octagon" tone="h" title={say("consoleStart.givenUp")} said={lastError} />;
  }
  if (lastError === null) {
    return (
      <Station icon="clock" tone="o" title={say("consoleStart.waits")}>
        {say("consoleStart.waitsText")}
      </Station>
    );
  }
  return (
    <Station icon="look" tone="w" title={say("consoleStart.notTaken")} said={lastError}>
      {nextTryAt !== null && around((time) => say("consoleStart.nextTry", { time }), <Time at={nextTryAt} />)}
    </Station>
  );
}

interface StationProps {
  readonly icon: IconName;
  readonly tone?: "w" | "h" | "o";
  readonly title: string;
  /** By another server, word by word. */
  readonly said?: string | null;
  readonly children?: ReactNode;
}

function Station({ icon, tone, title, said, children }: StationProps) {
  return (
    <li className={tone}>
      <Icon name={icon} />
      <b className="strong">{title}</b>
      {said && <bdi className="mono small muted said">{said}</bdi>}
      {children && <span className="sub">{children}</span>}
    </li>
  );
}
