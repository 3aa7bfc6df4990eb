import { useEffect, useRef } from "react";
import { OWN_NAMES } from "../../../src/texts/own-names.js";
import { BrandMark } from "../frame/brand-mark.js";
import { Address } from "../parts/address.js";
import { around } from "../words/sentence.js";
import { LANGUAGE_CODES, useWords } from "../words/words.js";
import type { FrameFacts, Session } from "./session.js";
import { SignInForm } from "./sign-in-form.js";

interface SignInPageProps {
  readonly session: Session;
  readonly frame: FrameFacts;
  readonly onDone: () => void;
}

export function SignInPage({ session, frame, onDone }: SignInPageProps) {
  const words = useWords();
  const { say, code } = words;
  const address = new URLSearchParams(location.search).get("address");
  useEffect(() => {
    document.title = `${say("consoleSignIn.title")} · ${frame.brandName}`;
  }, [say, frame]);
  return (
    <div className="auth">
      <main className="box" id="main">
        <div className="logo">
          <BrandMark logo={frame.logo} />
          <div>
            <b>{frame.brandName}</b>
            <span className="muted">{say("consoleFrame.product")}</span>
          </div>
        </div>
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
      </main>
      <footer>
        <ul className="languages" aria-label={say("consoleSignIn.languages")}>
          {LANGUAGE_CODES.map((each) => (
            <li key={each} lang={each}>
              <button
                type="button"
                className="tx"
                aria-current={each === code || undefined}
                onClick={() => words.setLanguage(each)}
              >
                {OWN_NAMES[each].name}
              </button>
            </li>
          ))}
        </ul>
        {frame.supportContact !== null && <span>{say("consoleFrame.help", { contact: frame.supportContact })}</span>}
      </footer>
    </div>
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
