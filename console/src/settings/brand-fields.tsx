import { OWN_NAMES } from "../../../src/texts/own-names.js";
import { Field } from "../parts/field.js";
import { SelectField } from "../parts/select-field.js";
import type { Draft } from "../parts/use-draft.js";
import { LANGUAGE_CODES, useWords } from "../words/words.js";
import { ColourField } from "./colour-field.js";
import { ZoneField } from "./zone-field.js";

export type BrandName = "brandName" | "contact" | "panelUrl" | "colour" | "timeZone" | "language";

/** What is shown where a field is empty. */
export interface BrandAbove {
  readonly name: string;
  readonly supportContact: string | null;
  readonly panelUrl: string | null;
  readonly language: string;
  readonly timeZone: string;
  readonly colour: string | null;
}

interface BrandFieldsProps {
  readonly draft: Draft<BrandName>;
  readonly above: BrandAbove;
  readonly errorAt: (name: BrandName) => string | null;
}

/** The fields that platform and resellers have in common. */
export function BrandFields({ draft, above, errorAt }: BrandFieldsProps) {
  const { say } = useWords();
  const { values, set } = draft;
  const orNone = (value: string | null) => say("consoleBrand.fromAbove", { value: value ?? say("consoleBrand.none") });
  const languageOf = (code: string) => OWN_NAMES[code as keyof typeof OWN_NAMES]?.name ?? code;
  return (
    <>
      <Field
        label={say("consoleBrand.name")}
        hint={`${say("consoleBrand.nameHint")} ${orNone(above.name)}`}
        name="brand-name"
        autoComplete="off"
        value={values.brandName}
        error={errorAt("brandName")}
        onChange={(event) => set("brandName", event.currentTarget.value)}
      />
      <ColourField
        value={values.colour}
        inherited={above.colour}
        error={errorAt("colour")}
        onChange={(value) => set("colour", value)}
      />
      <Field
        label={say("consoleBrand.contact")}
        hint={`${say("consoleBrand.contactHint")} ${orNone(above.supportContact)}`}
        name="contact"
        autoComplete="off"
        value={values.contact}
        error={errorAt("contact")}
        onChange={(event) => set("contact", event.currentTarget.value)}
      />
      <Field
        label={say("consoleBrand.panel")}
        hint={`${say("consoleBrand.panelHint")} ${orNone(above.panelUrl)}`}
        name="panel"
        type="url"
        autoComplete="off"
        spellCheck={false}
        value={values.panelUrl}
        error={errorAt("panelUrl")}
        onChange={(event) => set("panelUrl", event.currentTarget.value)}
      />
      <div className="row2">
        <ZoneField
          value={values.timeZone}
          inherited={above.timeZone}
          error={errorAt("timeZone")}
          onChange={(value) => set("timeZone", value)}
        />
        <SelectField
          label={say("consoleBrand.language")}
          hint={say("consoleBrand.languageHint")}
          name="language"
          value={values.language}
          error={errorAt("language")}
          choices={[
            { value: "", label: say("consoleBrand.fromAbove", { value: languageOf(above.language) }) },
            ...LANGUAGE_CODES.map((code) => ({ value: code, label: OWN_NAMES[code].name })),
          ]}
          onChange={(value) => set("language", value)}
        />
      </div>
    </>
  );
}
