import { type PageTexts, texts } from "./texts/texts.js";

export type LanguageCode = keyof typeof texts;

/** One language of the pages: its words and its way of writing dates. */
export interface PageLanguage {
  readonly code: LanguageCode;
  readonly say: PageTexts;
  day(at: Date): string;
  time(at: Date): string;
}

const FORMATS: Record<LanguageCode, string> = { en: "en-GB", de: "de-DE", fr: "fr-FR" };

/** The reader's own language where we have it, otherwise that of the mail. */
export function pageLanguage(acceptLanguage: string | undefined, mailLanguage: string): PageLanguage {
  const code = preferred(acceptLanguage) ?? known(mailLanguage) ?? "en";
  const format = (at: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(FORMATS[code], { timeZone: "UTC", ...options }).format(at);
  return {
    code,
    say: texts[code],
    day: (at) => format(at, { dateStyle: "long" }),
    time: (at) => `${format(at, { dateStyle: "long", timeStyle: "short" })} UTC`,
  };
}

/** RFC 9110 12.5.4, as far as three languages need it. */
function preferred(header: string | undefined): LanguageCode | null {
  const ranges = (header ?? "")
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const quality = parameters.map((each) => /^\s*q=([\d.]+)/.exec(each)?.[1]).find((each) => each !== undefined);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of ranges) {
    const code = known(tag);
    if (code !== null) return code;
  }
  return null;
}

function known(tag: string): LanguageCode | null {
  const code = tag.toLowerCase().split("-")[0] ?? "";
  return Object.hasOwn(texts, code) ? (code as LanguageCode) : null;
}
