import { type FormEvent, type ReactNode, useState } from "react";
import type { Problem } from "../graphql/index.js";
import { OutcomeNotice } from "../parts/outcome.js";
import { isOfNoField, problemAt } from "../parts/problem-at.js";
import { SaveBar } from "../parts/save-bar.js";
import type { Draft } from "../parts/use-draft.js";
import { useWords } from "../words/words.js";
import { type BrandAbove, BrandFields, type BrandName } from "./brand-fields.js";
import { BrandPreview } from "./brand-preview.js";
import { colourFrom } from "./colour.js";
import { LogoField } from "./logo-field.js";

interface BrandFormProps {
  readonly draft: Draft<BrandName>;
  readonly above: BrandAbove;
  /** As it was redrawn; null without one. */
  readonly logo: string | null;
  /** Name of each field in the API's input. */
  readonly inputNames: Readonly<Record<BrandName, string>>;
  readonly isBusy: boolean;
  readonly problem: Problem | null;
  /** What was changed, null for what is to be inherited; whether it is saved now. */
  readonly onSave: (changes: Readonly<Record<string, string | null>>) => Promise<boolean>;
  readonly onLook: () => void;
  readonly children?: ReactNode;
}

/** What people see, beside a picture of it. Only what was changed is sent. */
export function BrandForm(props: BrandFormProps) {
  const { draft, above, logo, inputNames, isBusy, problem, onSave, onLook, children } = props;
  const { say } = useWords();
  const [isSaved, setSaved] = useState(false);
  const paths = [...Object.values(inputNames), "logo"].map((name) => `input.${name}`);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const isColourWrong = draft.values.colour.trim() !== "" && colourFrom(draft.values.colour) === null;
    if (isBusy || isColourWrong) return;
    const changes = draft.changed.map((name) => [inputNames[name], draft.values[name].trim() || null] as const);
    setSaved(false);
    if (!(await onSave(Object.fromEntries(changes)))) return;
    draft.discard();
    setSaved(true);
  };
  return (
    <div className="cols brandcols">
      <section className="card" aria-labelledby="brand-form">
        <header>
          <h2 id="brand-form">{say("consoleSettings.brand")}</h2>
        </header>
        <form className="pad form" onSubmit={(event) => void submit(event)} noValidate>
          <OutcomeNotice
            outcome={isSaved ? { tone: "ok", title: say("consoleForm.saved") } : null}
            onDismiss={() => setSaved(false)}
          />
          {children}
          <LogoField
            png={logo}
            isBusy={isBusy}
            error={problemAt(problem, "input.logo")}
            onChange={(picture) => void onSave({ logo: picture })}
          />
          <BrandFields
            draft={draft}
            above={above}
            errorAt={(name) => problemAt(problem, `input.${inputNames[name]}`)}
          />
          <SaveBar
            changes={draft.changed.length}
            isBusy={isBusy}
            problem={isOfNoField(problem, paths) ? problem : null}
            onDiscard={draft.discard}
            onLook={onLook}
          />
        </form>
      </section>
      <BrandPreview
        name={draft.values.brandName.trim() || above.name}
        contact={draft.values.contact.trim() || above.supportContact}
        colour={colourFrom(draft.values.colour) ?? above.colour}
        logo={logo}
      />
    </div>
  );
}
