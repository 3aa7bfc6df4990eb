import { type FormEvent, useState } from "react";
import { useAct } from "../graphql/index.js";
import { Field } from "../parts/field.js";
import { OutcomeNotice } from "../parts/outcome.js";
import { isOfNoField, problemAt } from "../parts/problem-at.js";
import { SaveBar } from "../parts/save-bar.js";
import { useDraft } from "../parts/use-draft.js";
import { useWords } from "../words/words.js";
import { KindsField, kindsOf, kindsText } from "./kinds-field.js";
import { type OneWebhook, UPDATE_WEBHOOK } from "./webhooks.documents.js";

const FIELDS = ["input.name", "input.url", "input.kinds"] as const;

interface EditWebhookProps {
  readonly webhook: OneWebhook;
  readonly onSaved: () => void;
}

/** Only what was changed is sent, and nothing over what somebody else saved meanwhile. */
export function EditWebhook({ webhook, onSaved }: EditWebhookProps) {
  const { say } = useWords();
  const { id, name, url, kinds, updatedAt } = webhook;
  const save = useAct(UPDATE_WEBHOOK);
  const [isSaved, setSaved] = useState(false);
  const [isLooked, setLooked] = useState(false);
  // What is loaded while somebody types is not what they began with.
  const [begunAt, setBegunAt] = useState<string | null | undefined>();
  const draft = useDraft(`webhook.${id}`, { name, url, kinds: kindsText(kinds) });
  const { values, changed } = draft;
  const set = (part: "name" | "url" | "kinds", value: string) => {
    if (begunAt === undefined) setBegunAt(updatedAt);
    draft.set(part, value);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    if (save.isBusy || changed.length === 0 || values.name.trim() === "" || values.url.trim() === "") return;
    const wanted = { name: values.name.trim(), url: values.url.trim(), kinds: kindsOf(values.kinds) };
    const changes = Object.fromEntries(changed.map((part) => [part, wanted[part]]));
    setSaved(false);
    if (
      (await save.run({ input: { id, ifUpdatedAt: begunAt === undefined ? updatedAt : begunAt, ...changes } })) === null
    )
      return;
    draft.discard();
    setBegunAt(undefined);
    setLooked(false);
    setSaved(true);
    onSaved();
  };
  const missing = (part: "name" | "url", words: string) => (isLooked && values[part].trim() === "" ? words : null);
  return (
    <section className="card gap" aria-labelledby="edit-webhook">
      <header>
        <h2 id="edit-webhook">{say("consoleWebhooks.settings")}</h2>
      </header>
      <form className="pad form short" onSubmit={(event) => void submit(event)} noValidate>
        <OutcomeNotice
          outcome={isSaved ? { tone: "ok", title: say("consoleForm.saved") } : null}
          onDismiss={() => setSaved(false)}
        />
        <Field
          label={say("consoleSecurity.name")}
          name="webhook-name"
          autoComplete="off"
          value={values.name}
          error={missing("name", say("consoleSecurity.nameMissing")) ?? problemAt(save.problem, FIELDS[0])}
          onChange={(event) => set("name", event.currentTarget.value)}
        />
        <Field
          label={say("consoleWebhooks.url")}
          hint={say("consoleWebhooks.newUrlHint")}
          name="webhook-url"
          type="url"
          autoComplete="off"
          spellCheck={false}
          value={values.url}
          error={missing("url", say("consoleWebhooks.urlMissing")) ?? problemAt(save.problem, FIELDS[1])}
          onChange={(event) => set("url", event.currentTarget.value)}
        />
        <KindsField
          value={values.kinds}
          error={problemAt(save.problem, FIELDS[2])}
          onChange={(value) => set("kinds", value)}
        />
        <SaveBar
          changes={changed.length}
          isBusy={save.isBusy}
          problem={isOfNoField(save.problem, FIELDS) ? save.problem : null}
          onDiscard={() => {
            draft.discard();
            setBegunAt(undefined);
          }}
          onLook={() => {
            save.forget();
            setBegunAt(undefined);
            onSaved();
          }}
        />
      </form>
    </section>
  );
}
