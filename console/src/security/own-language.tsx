import { useState } from "react";
import { OWN_NAMES } from "../../../src/texts/own-names.js";
import { useAct, useQuery } from "../graphql/index.js";
import { OutcomeNotice, sentenceOf } from "../parts/outcome.js";
import { SelectField } from "../parts/select-field.js";
import { LANGUAGE_CODES, useWords } from "../words/words.js";
import { OWN_LANGUAGE, SET_ACCOUNT_LANGUAGE, SET_ADMINISTRATOR_LANGUAGE } from "./security.documents.js";

/** Of the viewer's mails; the console's own is in the menu of their account. */
export function OwnLanguage() {
  const { say } = useWords();
  const [{ data }] = useQuery({ query: OWN_LANGUAGE });
  const ofAccount = useAct(SET_ACCOUNT_LANGUAGE);
  const ofAdministrator = useAct(SET_ADMINISTRATOR_LANGUAGE);
  const [isSaved, setSaved] = useState(false);
  const [account, administrator] = [data?.viewer.account, data?.viewer.administrator];
  const problem = ofAccount.problem ?? ofAdministrator.problem;
  if (!account && !administrator) return null;
  const onChange = async (value: string) => {
    setSaved(false);
    const language = value || null;
    const done = account
      ? await ofAccount.run({ id: account.id, language })
      : await ofAdministrator.run({ id: administrator?.id ?? "", language });
    setSaved(done !== null);
  };
  return (
    <section className="card" aria-labelledby="language">
      <header>
        <div>
          <h2 id="language">{say("consoleSecurity.languageTitle")}</h2>
          <p>{say("consoleSecurity.languageText")}</p>
        </div>
      </header>
      <div className="pad form short">
        <OutcomeNotice
          outcome={isSaved ? { tone: "ok", title: say("consoleForm.saved") } : null}
          onDismiss={() => setSaved(false)}
        />
        <SelectField
          label={say("consoleFrame.language")}
          name="mail-language"
          value={account?.language ?? administrator?.language ?? ""}
          error={problem && sentenceOf(problem)}
          choices={[
            { value: "", label: say("consoleSecurity.languageAbove") },
            ...LANGUAGE_CODES.map((code) => ({ value: code, label: OWN_NAMES[code].name })),
          ]}
          onChange={(value) => void onChange(value)}
        />
      </div>
    </section>
  );
}
