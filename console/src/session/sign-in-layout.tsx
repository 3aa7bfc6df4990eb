import type { ReactNode } from "react";
import { OWN_NAMES } from "../../../src/texts/own-names.js";
import { BrandMark } from "../frame/brand-mark.js";
import { LANGUAGE_CODES, useWords } from "../words/words.js";
import type { FrameFacts } from "./session.js";

interface SignInLayoutProps {
  readonly frame: FrameFacts;
  readonly children: ReactNode;
}

/** Whose console it is, a card, languages and whom to ask: what stands round every way in. */
export function SignInLayout({ frame, children }: SignInLayoutProps) {
  const words = useWords();
  const { say, code } = words;
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
        {children}
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
