import { Icon } from "../parts/icon.js";
import { useWords } from "../words/words.js";

/** Three steps, before anybody is asked. */
export function WhatHappensNext() {
  const { say } = useWords();
  const steps = [
    { icon: "envelope", title: say("consoleAddAddress.nextMail"), text: say("consoleAddAddress.nextMailText") },
    { icon: "key", title: say("consoleAddAddress.nextNumber"), text: say("consoleAddAddress.nextNumberText") },
    { icon: "check", title: say("consoleAddAddress.nextSend"), text: say("consoleAddAddress.nextSendText") },
  ] as const;
  return (
    <aside className="card" aria-labelledby="next">
      <header>
        <h2 id="next">{say("consoleAddAddress.nextTitle")}</h2>
      </header>
      <div className="pad">
        <ol className="tl">
          {steps.map(({ icon, title, text }) => (
            <li key={icon}>
              <span className="b">
                <Icon name={icon} />
              </span>
              <div>
                <b className="strong">{title}</b>
                <p className="soft small">{text}</p>
              </div>
            </li>
          ))}
        </ol>
      </div>
    </aside>
  );
}
