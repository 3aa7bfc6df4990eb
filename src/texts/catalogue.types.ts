import type { asking } from "./en/asking.js";
import type { entrances } from "./en/entrances.js";
import type { English } from "./en/index.js";
import type { pages } from "./en/pages.js";
import type { problems } from "./en/problems.js";
import type { proofs } from "./en/proofs.js";
import type { reasons } from "./en/reasons.js";
import type { refusals } from "./en/refusals.js";
import type { refusedActs } from "./en/refused-acts.js";
import type { reminders } from "./en/reminders.js";
import type { smallPages } from "./en/small-pages.js";

/** `_other` of every language that has plural forms; the further forms are those of Unicode's CLDR. */
export type PluralForm = "zero" | "one" | "two" | "few" | "many" | "other";

/** What a language says, section by section and key by key, as the English texts name them. */
export type Translated<Texts> = {
  readonly [Section in keyof Texts]: { readonly [Key in keyof Texts[Section]]: string } & {
    readonly [key: `${string}_${PluralForm}`]: string;
  };
};

export type AskingTexts = Translated<typeof asking>;

export type PageTexts = Translated<typeof pages>;

export type ProblemTexts = Translated<typeof problems>;

export type ProofTexts = Translated<typeof proofs>;

export type ReasonTexts = Translated<typeof reasons>;

export type RefusalTexts = Translated<typeof refusals>;

export type RefusedActTexts = Translated<typeof refusedActs>;

export type ReminderTexts = Translated<typeof reminders>;

export type SmallPageTexts = Translated<typeof smallPages>;

export type EntranceTexts = Translated<typeof entrances>;

export type Catalogue = Translated<English>;

type WithoutForm<Key> = Key extends `${infer Base}_${PluralForm}` ? Base : Key;

/** `question.subject`, and `approvalRequest.waiting` for a text that has plural forms. */
export type TextKey = {
  [Section in keyof English & string]: `${Section}.${WithoutForm<keyof English[Section]> & string}`;
}[keyof English & string];

/** The English text of a key, all its forms. */
type TextOf<Key extends TextKey> = Key extends `${infer Section extends keyof English & string}.${infer Base}`
  ? {
      [Each in keyof English[Section]]: WithoutForm<Each> extends Base ? English[Section][Each] : never;
    }[keyof English[Section]]
  : never;

type NamesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | NamesIn<Rest> : never;

type HasForms<Key extends TextKey> = Key extends `${infer Section extends keyof English & string}.${infer Base}`
  ? `${Base}_other` extends keyof English[Section]
    ? "count"
    : never
  : never;

type ParametersOf<Key extends TextKey> = NamesIn<TextOf<Key>> | HasForms<Key>;

/** What must be handed over to say a text: all its parameters, and `count` where it has plural forms. */
export type ValuesOf<Key extends TextKey> = {
  readonly [Name in ParametersOf<Key>]: Name extends "count" ? number : string | number;
};

/** Nothing for a text without parameters. */
export type SayArguments<Key extends TextKey> = [ParametersOf<Key>] extends [never] ? [] : [values: ValuesOf<Key>];
