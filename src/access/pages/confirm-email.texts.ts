import { preferredLanguages } from "../../web/index.js";

interface Page {
  readonly title: string;
  readonly text: string;
}

interface Texts {
  readonly ask: Page;
  readonly confirm: string;
  readonly refuse: string;
  readonly confirmed: Page;
  readonly refused: Page;
  readonly over: Page;
}

const ENGLISH: Texts = {
  ask: {
    title: "Is this mailbox yours?",
    text: "Somebody has named it as the contact address of an administrator at {platform}. If it is yours, alerts and requests for approval come to it from now on. Nothing else has been sent to it, and nothing is until you confirm.",
  },
  confirm: "Yes, send mail here",
  refuse: "No, this is not me",
  confirmed: { title: "The address is confirmed", text: "Mail for the administrator comes to it from now on." },
  refused: { title: "The address is removed", text: "Nothing more comes to it because of this request." },
  over: { title: "This link is not valid", text: "Use the one in the newest mail, or ask for another one." },
};

const TEXTS: ReadonlyMap<string, Texts> = new Map([
  ["en", ENGLISH],
  [
    "de",
    {
      ask: {
        title: "Ist dieses Postfach Ihres?",
        text: "Jemand hat es als Kontaktadresse einer Administratorin oder eines Administrators bei {platform} angegeben. Ist es Ihres, kommen Warnungen und Bitten um Freigabe von nun an hierher. Sonst wurde nichts hierher gesendet, und bis Sie bestätigen, bleibt es dabei.",
      },
      confirm: "Ja, hierher senden",
      refuse: "Nein, das bin ich nicht",
      confirmed: { title: "Die Adresse ist bestätigt", text: "Mitteilungen der Verwaltung kommen von nun an hierher." },
      refused: { title: "Die Adresse ist entfernt", text: "Wegen dieser Anfrage kommt nichts mehr hierher." },
      over: {
        title: "Dieser Link ist ungültig",
        text: "Nehmen Sie den aus der neuesten E-Mail, oder lassen Sie sich einen neuen senden.",
      },
    },
  ],
  [
    "fr",
    {
      ask: {
        title: "Cette boîte est-elle la vôtre ?",
        text: "Quelqu’un l’a indiquée comme adresse de contact d’un administrateur chez {platform}. Si elle est à vous, alertes et demandes d’approbation y arriveront désormais. Rien d’autre n’y a été envoyé, et rien ne le sera avant votre confirmation.",
      },
      confirm: "Oui, écrire ici",
      refuse: "Non, ce n’est pas moi",
      confirmed: { title: "L’adresse est confirmée", text: "Les messages de l’administration y arrivent désormais." },
      refused: { title: "L’adresse est retirée", text: "Cette demande n’y fera plus rien arriver." },
      over: {
        title: "Ce lien n’est pas valide",
        text: "Utilisez celui du message le plus récent, ou demandez-en un autre.",
      },
    },
  ],
]);

/** In the reader's own language where we have it. */
export function confirmationTexts(acceptLanguage: string | undefined): { readonly code: string; readonly say: Texts } {
  for (const code of preferredLanguages(acceptLanguage)) {
    const say = TEXTS.get(code);
    if (say !== undefined) return { code, say };
  }
  return { code: "en", say: ENGLISH };
}
