import { type FormEvent, useState } from "react";
import { OWN_NAMES } from "../../../src/texts/own-names.js";
import { NotFound } from "../frame/not-found.js";
import { useShownReseller } from "../frame/shown-reseller.js";
import { problemOf, useAct, useQuery } from "../graphql/index.js";
import { Failure, Waiting } from "../parts/list-states.js";
import { OutcomeNotice } from "../parts/outcome.js";
import { isOfNoField, problemAt } from "../parts/problem-at.js";
import { SaveBar } from "../parts/save-bar.js";
import { TextField } from "../parts/text-field.js";
import { useDraft } from "../parts/use-draft.js";
import { LANGUAGE_CODES, useWords } from "../words/words.js";
import { HELP_TEXTS, SAVE_HELP_TEXTS, type WrittenHelp } from "./help-texts.documents.js";
import { SettingsHead } from "./settings-head.js";

type Code = (typeof LANGUAGE_CODES)[number];

/** What a reseller's people read under Help in place of ours. */
export default function HelpTexts() {
  const { say } = useWords();
  const reseller = useShownReseller();
  if (reseller === undefined) return <NotFound />;
  return (
    <>
      <SettingsHead lead={say("consoleHelpTexts.lead")} />
      {reseller && <OfReseller id={reseller.id} />}
    </>
  );
}

function OfReseller({ id }: { readonly id: string }) {
  const [{ data, error }, ask] = useQuery({ query: HELP_TEXTS, variables: { id } });
  const problem = problemOf(error);
  const refresh = () => ask({ requestPolicy: "network-only" });
  if (data === undefined)
    return problem ? <Failure problem={problem} loadedAt={null} onRetry={refresh} /> : <Waiting />;
  return <HelpTextForm key={id} written={data.reseller} onSaved={refresh} />;
}

interface HelpTextFormProps {
  readonly written: WrittenHelp;
  readonly onSaved: () => void;
}

function HelpTextForm({ written, onSaved }: HelpTextFormProps) {
  const { say } = useWords();
  const { id, helpTexts, updatedAt } = written;
  const save = useAct(SAVE_HELP_TEXTS);
  const [isSaved, setSaved] = useState(false);
  const saved = (code: Code) => helpTexts.find(({ language }) => language === code)?.text ?? "";
  const draft = useDraft<Code>(`help.${id}`, { en: saved("en"), de: saved("de"), fr: saved("fr") });
  const paths = LANGUAGE_CODES.map((_, index) => `input.helpTexts[${index}].text`);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (save.isBusy) return;
    setSaved(false);
    const texts = LANGUAGE_CODES.map((language) => ({ language, text: draft.values[language] }));
    if ((await save.run({ id, input: { helpTexts: texts, ifUpdatedAt: updatedAt } })) === null) return;
    draft.discard();
    setSaved(true);
    onSaved();
  };
  return (
    <section className="card" aria-labelledby="help-form">
      <header>
        <div>
          <h2 id="help-form">{say("consoleHelpTexts.title")}</h2>
          <p>{say("consoleHelpTexts.text")}</p>
        </div>
      </header>
      <form className="pad form" onSubmit={(event) => void submit(event)} noValidate>
        <OutcomeNotice
          outcome={isSaved ? { tone: "ok", title: say("consoleForm.saved") } : null}
          onDismiss={() => setSaved(false)}
        />
        {LANGUAGE_CODES.map((code, index) => (
          <TextField
            key={code}
            label={OWN_NAMES[code].name}
            name={`help-${code}`}
            lang={code}
            rows={6}
            value={draft.values[code]}
            error={problemAt(save.problem, `input.helpTexts[${index}].text`)}
            onChange={(event) => draft.set(code, event.currentTarget.value)}
          />
        ))}
        <SaveBar
          changes={draft.changed.length}
          isBusy={save.isBusy}
          problem={isOfNoField(save.problem, paths) ? save.problem : null}
          onDiscard={draft.discard}
          onLook={() => {
            save.forget();
            onSaved();
          }}
        />
      </form>
    </section>
  );
}
