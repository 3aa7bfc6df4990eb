import { type FormEvent, useState } from "react";
import { problemOf, useAct, useQuery } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Field } from "../parts/field.js";
import { FormProblem } from "../parts/form-problem.js";
import { Failure, Waiting } from "../parts/list-states.js";
import { Notice } from "../parts/notice.js";
import { problemAt } from "../parts/problem-at.js";
import { useDraft } from "../parts/use-draft.js";
import { PLATFORM_BRAND, type PlatformBrand, SAVE_PLATFORM } from "../settings/brand.documents.js";
import { ZoneField } from "../settings/zone-field.js";
import { useWords } from "../words/words.js";

const FIELDS = ["input.name", "input.timeZone"];

/** What mails and pages call the platform, and the zone of their dates. */
export function NameStep() {
  const [{ data, error }, ask] = useQuery({ query: PLATFORM_BRAND });
  const refresh = () => ask({ requestPolicy: "network-only" });
  const problem = problemOf(error);
  if (data === undefined)
    return problem ? <Failure problem={problem} loadedAt={null} onRetry={refresh} /> : <Waiting />;
  return <NameForm platform={data.platform} onSaved={refresh} />;
}

function NameForm({ platform, onSaved }: { readonly platform: PlatformBrand; readonly onSaved: () => void }) {
  const { say } = useWords();
  const save = useAct(SAVE_PLATFORM);
  const [isSaved, setSaved] = useState(false);
  const [isLooked, setLooked] = useState(false);
  const { name, isNameSet, timeZone, updatedAt } = platform;
  const draft = useDraft("start.name", { name: isNameSet ? name : "", zone: timeZone });
  const missing = isLooked && draft.values.name.trim() === "" ? say("consoleStart.nameMissing") : null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    setSaved(false);
    if (draft.values.name.trim() === "" || save.isBusy) return;
    const input = {
      name: draft.values.name.trim(),
      timeZone: draft.values.zone || null,
      ifUpdatedAt: updatedAt ?? null,
    };
    if ((await save.run({ input })) === null) return onSaved();
    setSaved(true);
    draft.discard();
    onSaved();
  };
  return (
    <section className="card" aria-label={say("consoleStart.nameTitle")}>
      <form className="pad form" onSubmit={(event) => void submit(event)} noValidate>
        {isSaved && <Notice tone="ok" isResult title={say("consoleForm.saved")} />}
        <FormProblem problem={save.problem} fields={FIELDS} />
        <Field
          label={say("consoleBrand.name")}
          hint={say("consoleBrand.nameHint")}
          name="platform-name"
          autoComplete="organization"
          value={draft.values.name}
          error={missing ?? problemAt(save.problem, "input.name")}
          onChange={(event) => draft.set("name", event.currentTarget.value)}
        />
        <ZoneField
          value={draft.values.zone}
          inherited="UTC"
          error={problemAt(save.problem, "input.timeZone")}
          onChange={(value) => draft.set("zone", value)}
        />
        <div className="acts">
          <Button kind="primary" type="submit" isBusy={save.isBusy}>
            {say("consoleForm.save")}
          </Button>
        </div>
      </form>
    </section>
  );
}
