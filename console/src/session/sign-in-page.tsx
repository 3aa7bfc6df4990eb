import { useEffect, useRef } from "react";
import { Address } from "../parts/address.js";
import { Notice } from "../parts/notice.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import type { FrameFacts, Session } from "./session.js";
import { SignInForm } from "./sign-in-form.js";
import { SignInLayout } from "./sign-in-layout.js";

interface SignInPageProps {
  readonly session: Session;
  readonly frame: FrameFacts;
  /** A link from a panel was to sign somebody in, and came too late. */
  readonly isEntryOver: boolean;
  readonly onDone: () => void;
}

export function SignInPage({ session, frame, isEntryOver, onDone }: SignInPageProps) {
  const { say } = useWords();
  const address = new URLSearchParams(location.search).get("address");
  useEffect(() => {
    document.title = `${say("consoleSignIn.title")} · ${frame.brandName}`;
  }, [say, frame]);
  return (
    <SignInLayout frame={frame}>
      {isEntryOver && <Notice tone="act" isResult title={say("consoleSignIn.enterOver")} />}
      <div className="card">
        <h1>{say("consoleSignIn.title")}</h1>
        {address !== null && (
          <p className="soft kept">
            {around(
              (value) => say("consoleSignIn.keptAddress", { address: value }),
              <Address value={address} isPlain />,
            )}
          </p>
        )}
        <SignInForm session={session} onDone={onDone} />
      </div>
      <HelpWithoutSignIn />
    </SignInLayout>
  );
}

/** What the server's page says about this entrance to whoever has no password here: its card is taken over as it is. */
function HelpWithoutSignIn() {
  const { say } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const card = useRef(document.querySelector("#without-app main > section"));
  useEffect(() => {
    if (card.current === null || place.current === null) return;
    const heading = card.current.querySelector("h1");
    if (heading !== null) {
      const lower = document.createElement("h2");
      lower.append(...heading.childNodes);
      heading.replaceWith(lower);
    }
    place.current.replaceChildren(card.current);
  }, []);
  if (card.current === null) return null;
  return (
    <details className="withouthelp">
      <summary>{say("consoleSignIn.helpWithout")}</summary>
      <div ref={place} />
    </details>
  );
}
