import { CommandBox } from "../parts/command-box.js";
import { useWords } from "../words/words.js";
import type { Explained } from "./explain.documents.js";

/** In their order: the first that fits decides. */
const RULES = [
  ["SUSPENDED", "consoleExplain.ruleSuspended"],
  ["NULL_SENDER", "consoleExplain.ruleNullSender"],
  ["MALFORMED", "consoleExplain.ruleMalformed"],
  ["OWN_ADDRESS", "consoleExplain.ruleOwnAddress"],
  ["ALIAS", "consoleExplain.ruleAlias"],
  ["SUBADDRESS", "consoleExplain.ruleSubaddress"],
  ["AUTHORIZED", "consoleExplain.ruleAuthorized"],
  ["DOMAIN_AUTHORIZED", "consoleExplain.ruleDomainAuthorized"],
  ["NO_RIGHT", "consoleExplain.ruleNoRight"],
] as const satisfies readonly (readonly [Explained["rule"], string])[];

const TONES = { DENY: "hit", WARN: "hit act", ALLOW: "hit ok" } as const;

/** All rules, with the one that decided, and what the other side was told. */
export function Rules({ explained }: { readonly explained: Explained }) {
  const { say } = useWords();
  const { rule, ruleNumber, smtpReply, verdict, wouldDeny } = explained;
  const tone = verdict === "ALLOW" && wouldDeny ? TONES.WARN : TONES[verdict];
  return (
    <section className="card" aria-labelledby="rules">
      <header>
        <div>
          <h2 id="rules">{say("consoleExplain.rulesTitle")}</h2>
          <p>{say("consoleExplain.rulesText")}</p>
        </div>
      </header>
      <ol className="rules">
        {RULES.map(([name, words], index) => (
          <li key={name} className={name === rule ? tone : undefined} aria-current={name === rule || undefined}>
            <span className="no">{index + 1}</span>
            <b>{say(words)}</b>
            <span className="small nowrap">
              {name === rule
                ? say("consoleExplain.ruleHit")
                : index + 1 < ruleNumber
                  ? say("consoleExplain.ruleNo")
                  : say("consoleExplain.ruleOpen")}
            </span>
          </li>
        ))}
      </ol>
      {smtpReply !== null && (
        <div className="pad">
          <h3>{say("consoleExplain.reply")}</h3>
          <CommandBox text={smtpReply} />
        </div>
      )}
    </section>
  );
}
