import { type FormEvent, useState } from "react";
import { OWN_NAMES } from "../../../src/texts/own-names.js";
import { NotFound } from "../frame/not-found.js";
import { useShownReseller } from "../frame/shown-reseller.js";
import { type Problem, problemOf, useAct, useQuery } from "../graphql/index.js";
import type { HelpScreen } from "../help/screen-help.js";
import { Failure, Waiting } from "../parts/list-states.js";
import { OutcomeNotice } from "../parts/outcome.js";
import { isOfNoField, problemAt } from "../parts/problem-at.js";
import { SaveBar } from "../parts/save-bar.js";
import { SelectField } from "../parts/select-field.js";
import { TextField } from "../parts/text-field.js";
import { useDraft } from "../parts/use-draft.js";
import { type ConsoleKey, LANGUAGE_CODES, useWords } from "../words/words.js";
import { HELP_TEXTS, SAVE_HELP_TEXTS, type WrittenHelp } from "./help-texts.documents.js";
import { SettingsHead } from "./settings-head.js";

type Code = (typeof LANGUAGE_CODES)[number];
type Place = "HELP" | HelpScreen;
/** A language and where its text stands: `en SENDERS`. */
type Name = `${Code} ${Place}`;

const PLACES = {
  HELP: "consoleHelpTexts.helpItself",
  SENDERS: "consolePage.mySenders",
  SECURITY: "consolePage.security",
  REQUESTS: "consolePage.requests",
  WHO_SENDS: "consolePage.whoSends",
  READINESS: "consolePage.readiness",
  MAILBOXES: "consolePage.mailboxes",
  SCHEDULE: "consolePage.schedule",
} as const satisfies Record<Place, ConsoleKey>;
const PLACE_NAMES = Object.keys(PLACES) as Place[];
const TEXTS = PLACE_NAMES.flatMap((place) => LANGUAGE_CODES.map((code) => ({ code, place })));

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
  const [place, setPlace] = useState<Place>("HELP");
  const draft = useDraft<Name>(`help.${id}`, savedTexts(helpTexts));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (save.isBusy) return;
    setSaved(false);
    const texts = TEXTS.map(({ code, place: at }) => ({
      language: code,
      screen: at === "HELP" ? null : at,
      text: draft.values[`${code} ${at}`],
    }));
    if ((await save.run({ id, input: { helpTexts: texts, ifUpdatedAt: updatedAt } })) === null) return;
    draft.discard();
    setSaved(true);
    onSaved();
  };
  const wrong = TEXTS.find((_, index) => problemAt(save.problem, pathOf(index)) !== null)?.place;
  const shown = wrong ?? place;
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
        <SelectField
          label={say("consoleHelpTexts.screen")}
          hint={shown === "HELP" ? undefined : say("consoleHelpTexts.screenText")}
          name="help-place"
          value={shown}
          choices={PLACE_NAMES.map((value) => ({ value, label: say(PLACES[value]) }))}
          onChange={(value) => {
            save.forget();
            setPlace(value as Place);
          }}
        />
        {LANGUAGE_CODES.map((code) => (
          <TextField
            key={`${code} ${shown}`}
            label={OWN_NAMES[code].name}
            name={`help-${code}`}
            lang={code}
            rows={6}
            value={draft.values[`${code} ${shown}`]}
            error={problemAt(
              save.problem,
              pathOf(TEXTS.findIndex((each) => each.code === code && each.place === shown)),
            )}
            onChange={(event) => draft.set(`${code} ${shown}`, event.currentTarget.value)}
          />
        ))}
        <SaveBar
          changes={draft.changed.length}
          isBusy={save.isBusy}
          problem={ofNoText(save.problem)}
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

function savedTexts(helpTexts: WrittenHelp["helpTexts"]): Record<Name, string> {
  const textOf = ({ code, place }: (typeof TEXTS)[number]) =>
    helpTexts.find(({ language, screen }) => language === code && (screen ?? "HELP") === place)?.text ?? "";
  return Object.fromEntries(TEXTS.map((each) => [`${each.code} ${each.place}`, textOf(each)])) as Record<Name, string>;
}

/** As the server names the place of a text in what was sent. */
function pathOf(index: number): string {
  return `input.helpTexts[${index}].text`;
}

function ofNoText(problem: Problem | null): Problem | null {
  const isOther = isOfNoField(
    problem,
    TEXTS.map((_, index) => pathOf(index)),
  );
  return isOther ? problem : null;
}
