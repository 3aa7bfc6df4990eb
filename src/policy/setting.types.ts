export type SettingLevel = "PLATFORM" | "RESELLER" | "DOMAIN" | "ACCOUNT";

/** What a whole number counts; in its reader's words by `setting-words.ts`. */
export type SettingUnit =
  | "hours"
  | "days"
  | "messages"
  | "messages in seven days"
  | "complaints in 30 days"
  | "questions a day"
  | "mails a day"
  | "mails an hour"
  | "addresses a day";

/** One setting of policies: everything that rules, schema, documentation and command line say of it is made from this. */
export interface Setting<Value> {
  readonly type: "SCHEDULE" | "WHOLE_NUMBER" | "YES_NO" | "CHOICE" | "CHARACTERS" | "MOMENT" | "LIST";
  /** What holds where no scope sets it. */
  readonly default: Value;
  readonly unit?: SettingUnit;
  /** Least and most of a whole number; of a moment in epoch milliseconds. */
  readonly range?: readonly [least: number, most: number];
  readonly choices?: readonly string[];
  /** Most entries of a list or steps of a schedule. */
  readonly maxEntries?: number;
  /** Scopes that may set it. */
  readonly levels: readonly SettingLevel[];
  /** OPERATOR: nobody else sets or locks it. */
  readonly setBy: "ADMINISTRATOR" | "OPERATOR";
  /** Choices that only the operator makes. */
  readonly operatorChoices?: readonly string[];
  readonly meaning: string;
  /** Why the default is what it is, where that is not plain. */
  readonly why?: string;
}
