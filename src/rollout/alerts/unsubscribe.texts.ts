import { preferredLanguages } from "../../web/index.js";

export type UnsubscribePage = "ask" | "done" | "unknown";

interface Texts extends Record<UnsubscribePage, { readonly title: string; readonly text: string }> {
  readonly button: string;
}

export const UNSUBSCRIBE_TEXTS = {
  en: {
    ask: { title: "No more digests?", text: "Alerts about a stolen password still come." },
    button: "Unsubscribe",
    done: {
      title: "You are unsubscribed",
      text: "No more digests and announcements will come to this address.",
    },
    unknown: { title: "This link is not valid", text: "Use the one in the newest mail." },
  },
  de: {
    ask: {
      title: "Keine Übersichten mehr?",
      text: "Warnungen vor einem gestohlenen Passwort kommen weiterhin.",
    },
    button: "Abbestellen",
    done: {
      title: "Die Übersichten sind abbestellt",
      text: "An diese Adresse gehen keine Übersichten und Ankündigungen mehr.",
    },
    unknown: { title: "Dieser Link ist ungültig", text: "Nehmen Sie den aus der neuesten E-Mail." },
  },
  fr: {
    ask: {
      title: "Ne plus recevoir de récapitulatifs ?",
      text: "Les alertes sur un mot de passe volé continueront d’arriver.",
    },
    button: "Se désabonner",
    done: {
      title: "Vous êtes désabonné",
      text: "Cette adresse ne recevra plus ni récapitulatifs ni annonces.",
    },
    unknown: { title: "Ce lien n’est pas valide", text: "Utilisez celui du message le plus récent." },
  },
} as const satisfies Record<string, Texts>;

export type UnsubscribeLanguage = keyof typeof UNSUBSCRIBE_TEXTS;

export function unsubscribeLanguage(acceptLanguage: string | undefined): UnsubscribeLanguage {
  return preferredLanguages(acceptLanguage).find(isOurs) ?? "en";
}

function isOurs(code: string): code is UnsubscribeLanguage {
  return Object.hasOwn(UNSUBSCRIBE_TEXTS, code);
}
