/** What each language is called by those who speak it, and whose dates and numbers are its own (BCP 47). */
export const OWN_NAMES = {
  en: { name: "English", locale: "en-GB" },
  de: { name: "Deutsch", locale: "de-DE" },
  fr: { name: "Français", locale: "fr-FR" },
} as const;
