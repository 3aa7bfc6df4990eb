/**
 * What each language is called by those who speak it, whose dates and numbers are its own (BCP 47), and how it writes the
 * first of a month before the month's name: "1 March", "1. März" (the full stop is the locale's), "1er mars".
 */
export const OWN_NAMES = {
  en: { name: "English", locale: "en-GB", firstOfMonth: "1" },
  de: { name: "Deutsch", locale: "de-DE", firstOfMonth: "1" },
  fr: { name: "Français", locale: "fr-FR", firstOfMonth: "1er" },
} as const;
