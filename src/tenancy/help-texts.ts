import { Field, InputType, ObjectType } from "type-graphql";
import { VisibleTo } from "../graphql/index.js";
import { badInput, because } from "../kernel/index.js";
import { LANGUAGES } from "../texts/index.js";

/** By language, those that were written. */
export type HelpTexts = Readonly<Record<string, string>>;

export const MAX_HELP_TEXT_LENGTH = 4_000;
/** Controls but the end of a line, and characters that turn the direction of writing. */
const REFUSED = /[^\P{Cc}\n]|[\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What a reseller's people read under Help, in one language." })
export class HelpText {
  @Field(() => String, { description: "`en`, `de` or `fr`" })
  language: string;

  @Field(() => String, { description: "Plain text; an empty line ends a paragraph" })
  text: string;
}

@InputType({ description: "What a reseller's people read under Help, in one language." })
export class HelpTextInput implements HelpText {
  @Field(() => String, { description: "`en`, `de` or `fr`; each once" })
  language: string;

  @Field(() => String, {
    description: `Plain text up to ${MAX_HELP_TEXT_LENGTH} characters; an empty line ends a paragraph, addresses of pages become links`,
  })
  text: string;
}

/** `undefined` where the caller said nothing; null, or nothing but blanks in each, removes them. */
export function optionalHelpTexts(
  given: readonly HelpTextInput[] | null | undefined,
  field: string,
): HelpTexts | null | undefined {
  if (given === undefined) return undefined;
  const texts = new Map<string, string>();
  for (const [index, { language, text }] of (given ?? []).entries()) {
    const at = `${field}[${index}]`;
    if (!LANGUAGES.some((code) => code === language) || texts.has(language)) {
      throw badInput(
        "LANGUAGE_MALFORMED",
        `${at}.language`,
        "This language cannot be chosen here, or is given twice",
        LANGUAGES.join(", "),
      );
    }
    texts.set(language, requireParagraphs(text, `${at}.text`));
  }
  const written = [...texts].filter(([, text]) => text !== "").sort(([one], [other]) => (one < other ? -1 : 1));
  return written.length === 0 ? null : Object.fromEntries(written);
}

function requireParagraphs(text: string, field: string): string {
  const plain = text
    .slice(0, 2 * MAX_HELP_TEXT_LENGTH)
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/\t/g, " ")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  if (REFUSED.test(plain)) {
    throw badInput("CHARACTER_NOT_ALLOWED", field, "This text has a character that cannot be seen");
  }
  if (plain.length > MAX_HELP_TEXT_LENGTH) {
    throw badInput(
      because("TEXT_LENGTH", { min: 0, max: MAX_HELP_TEXT_LENGTH }),
      field,
      `This text must have at most ${MAX_HELP_TEXT_LENGTH} characters`,
      `0…${MAX_HELP_TEXT_LENGTH} characters`,
    );
  }
  return plain;
}
