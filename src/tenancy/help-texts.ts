import { Field, InputType, ObjectType } from "type-graphql";
import { VisibleTo } from "../graphql/index.js";
import { badInput, because, newInstance } from "../kernel/index.js";
import { LANGUAGES } from "../texts/index.js";
import { HelpScreen } from "./help-screen.js";

/** Those that were written: by language (`en`), and of one screen by language and screen (`en SENDERS`). */
export type HelpTexts = Readonly<Record<string, string>>;

export const MAX_HELP_TEXT_LENGTH = 4_000;
/** Of one reseller, all screens and languages together. */
const MAX_ALL_HELP_LENGTH = 15_000;
/** Controls but the end of a line, and characters that turn the direction of writing. */
const REFUSED = /[^\P{Cc}\n]|[\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What a reseller's people read under Help, in one language." })
export class HelpText {
  @Field(() => String, { description: "`en`, `de` or `fr`" })
  language: string;

  @Field(() => HelpScreen, { nullable: true, description: "Where it stands below the heading; null for Help itself" })
  screen: HelpScreen | null;

  @Field(() => String, { description: "Plain text; an empty line ends a paragraph" })
  text: string;
}

@InputType({ description: "What a reseller's people read under Help, in one language." })
export class HelpTextInput {
  @Field(() => String, { description: "`en`, `de` or `fr`; each once for one screen" })
  language: string;

  @Field(() => HelpScreen, {
    nullable: true,
    description: "Where it is to stand below the heading; without one under Help",
  })
  screen?: HelpScreen | null;

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
  let length = 0;
  for (const [index, { language, screen, text }] of (given ?? []).entries()) {
    const at = `${field}[${index}]`;
    const key = keyOf(language, screen ?? null);
    if (!LANGUAGES.some((code) => code === language) || texts.has(key)) {
      throw badInput(
        "LANGUAGE_MALFORMED",
        `${at}.language`,
        "This language cannot be chosen here, or is given twice",
        LANGUAGES.join(", "),
      );
    }
    const paragraphs = requireParagraphs(text, `${at}.text`, MAX_HELP_TEXT_LENGTH);
    length += paragraphs.length;
    if (length > MAX_ALL_HELP_LENGTH) throw tooLong(`${at}.text`, MAX_ALL_HELP_LENGTH - (length - paragraphs.length));
    texts.set(key, paragraphs);
  }
  const written = [...texts].filter(([, text]) => text !== "").sort(([one], [other]) => (one < other ? -1 : 1));
  return written.length === 0 ? null : Object.fromEntries(written);
}

function requireParagraphs(text: string, field: string, longest: number): string {
  const plain = text
    .slice(0, 2 * longest)
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/\t/g, " ")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  if (REFUSED.test(plain)) {
    throw badInput("CHARACTER_NOT_ALLOWED", field, "This text has a character that cannot be seen");
  }
  if (plain.length > longest) throw tooLong(field, longest);
  return plain;
}

function tooLong(field: string, max: number): Error {
  return badInput(
    because("TEXT_LENGTH", { min: 0, max }),
    field,
    `This text must have at most ${max} characters`,
    `0…${max} characters`,
  );
}

function keyOf(language: string, screen: HelpScreen | null): string {
  return screen === null ? language : `${language} ${screen}`;
}

/** As they are shown, from how they are kept. */
export function helpTextsIn(texts: HelpTexts | null): HelpText[] {
  return Object.entries(texts ?? {}).map(([key, text]) => {
    const [language = "", screen] = key.split(" ");
    return newInstance(HelpText, { language, screen: (screen as HelpScreen | undefined) ?? null, text });
  });
}
