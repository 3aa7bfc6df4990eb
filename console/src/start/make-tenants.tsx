import { useState } from "react";
import { useAct } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Field } from "../parts/field.js";
import { problemAt } from "../parts/problem-at.js";
import { useDraft } from "../parts/use-draft.js";
import { useWords } from "../words/words.js";
import { MakeCard } from "./make-card.js";
import { CREATE_DOMAIN, CREATE_MAILBOX, CREATE_RESELLER } from "./start.documents.js";

interface Named {
  readonly id: string;
  readonly name: string;
}

interface MakeProps {
  readonly onMade: () => void;
}

export function MakeReseller({ made, onMade }: MakeProps & { readonly made: Named | null }) {
  const { say } = useWords();
  const create = useAct(CREATE_RESELLER);
  const draft = useDraft("start.reseller", { name: "", slug: "" });
  const [isLooked, setLooked] = useState(false);
  const { name, slug } = draft.values;
  const suggested = slug === "" ? slugOf(name) : slug;
  const missing = (value: string) => (isLooked && value.trim() === "" ? say("consoleStart.fieldMissing") : null);
  const onSubmit = async () => {
    setLooked(true);
    if (name.trim() === "" || suggested === "") return;
    if ((await create.run({ input: { name: name.trim(), slug: suggested } })) === null) return;
    draft.discard();
    onMade();
  };
  return (
    <MakeCard
      title={say("consoleStart.reseller")}
      text={say("consoleStart.resellerText")}
      made={made?.name ?? null}
      verb={say("consoleStart.makeReseller")}
      act={create}
      fields={["input.name", "input.slug"]}
      onSubmit={onSubmit}
    >
      <div className="row2">
        <Field
          label={say("consoleBrand.name")}
          name="reseller-name"
          autoComplete="off"
          value={name}
          error={missing(name) ?? problemAt(create.problem, "input.name")}
          onChange={(event) => draft.set("name", event.currentTarget.value)}
        />
        <Field
          label={say("consoleStart.slug")}
          hint={say("consoleStart.slugHint")}
          name="reseller-slug"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={suggested}
          error={missing(suggested) ?? problemAt(create.problem, "input.slug")}
          onChange={(event) => draft.set("slug", event.currentTarget.value)}
        />
      </div>
    </MakeCard>
  );
}

interface MakeDomainProps extends MakeProps {
  readonly reseller: Named;
  readonly made: Named | null;
}

export function MakeDomain({ reseller, made, onMade }: MakeDomainProps) {
  const { say } = useWords();
  const create = useAct(CREATE_DOMAIN);
  const draft = useDraft("start.domain", { name: "" });
  const [isLooked, setLooked] = useState(false);
  const name = draft.values.name.trim();
  const onSubmit = async () => {
    setLooked(true);
    if (name === "" || (await create.run({ input: { name, resellerId: reseller.id } })) === null) return;
    draft.discard();
    onMade();
  };
  return (
    <MakeCard
      title={say("consoleStart.domain")}
      text={say("consoleStart.domainText", { reseller: reseller.name })}
      made={made && <Address value={made.name} isPlain />}
      verb={say("consoleStart.makeDomain")}
      act={create}
      fields={["input.name"]}
      onSubmit={onSubmit}
    >
      <Field
        label={say("consoleStart.domainName")}
        hint={say("consoleStart.domainHint")}
        name="domain-name"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={draft.values.name}
        error={
          (isLooked && name === "" ? say("consoleStart.fieldMissing") : null) ?? problemAt(create.problem, "input.name")
        }
        onChange={(event) => draft.set("name", event.currentTarget.value)}
      />
    </MakeCard>
  );
}

interface MakeMailboxProps extends MakeProps {
  readonly domain: Named & { readonly accountCount: number };
}

export function MakeMailbox({ domain, onMade }: MakeMailboxProps) {
  const { say, number } = useWords();
  const create = useAct(CREATE_MAILBOX);
  const draft = useDraft("start.mailbox", { address: "" });
  const [isLooked, setLooked] = useState(false);
  const address = draft.values.address.trim();
  const onSubmit = async () => {
    setLooked(true);
    if (address === "" || (await create.run({ input: { address, domainId: domain.id } })) === null) return;
    draft.discard();
    onMade();
  };
  const { accountCount: count } = domain;
  return (
    <MakeCard
      title={say("consoleStart.mailbox")}
      text={say("consoleStart.mailboxText")}
      made={count === 0 ? null : say("consoleStart.mailboxes", { count, number: number(count) })}
      verb={say("consoleStart.makeMailbox")}
      act={create}
      fields={["input.address"]}
      onSubmit={onSubmit}
    >
      <Field
        label={say("consoleStart.mailboxAddress")}
        hint={say("consoleStart.mailboxHint", { domain: domain.name })}
        type="email"
        name="mailbox-address"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={draft.values.address}
        error={
          (isLooked && address === "" ? say("consoleStart.fieldMissing") : null) ??
          problemAt(create.problem, "input.address")
        }
        onChange={(event) => draft.set("address", event.currentTarget.value)}
      />
    </MakeCard>
  );
}

/** What a slug may hold, of a name; letters of other scripts have to be typed by whoever knows how they are written. */
function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
}
