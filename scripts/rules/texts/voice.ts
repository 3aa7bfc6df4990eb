type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

type Rule = readonly [fault: RegExp, instead: string];

/**
 * One word for one thing, and each language in its own typography. `\u00a0` is the blank at which no line breaks.
 * Nobody is told that something is "invalid" or "successful": what is so, or what to do, is said instead.
 */
const RULES: Readonly<Record<string, readonly Rule[]>> = {
  en: [
    [/\be-mails?\b/i, "email"],
    [/\b(please|success\w*|invalid)\b/i, "what to do, or what is so"],
    [/!/, "a full stop"],
    [/\bsecond step\b/i, "second factor"],
  ],
  de: [
    [/(?<!E-)\bMails?\b/, "E-Mail"],
    [/\b(ge)?mailen\b|\bgemailt\b/i, "senden"],
    [/\b(bitte|erfolgreich\w*|ungültig\w*)\b/, "what to do, or what is so"],
    [/wiederverk[äa]uf/i, "Reseller"],
    [/\babgewiesen\b/i, "abgelehnt"],
    [/\bbenutz(en|t|te|ten)\b/i, "verwenden"],
    [/\b(Verwalter|Administration)\b/, "Verwaltung"],
    [/berechtigung/i, "Erlaubnis"],
    [/\bzweite\w? Schritt/i, "zweiter Faktor"],
    [/Ersatzcode|Authentifizierungs/, "Wiederherstellungscode, Authenticator-App"],
    [/\bKn[oö]pf/, "Schaltfläche"],
    [/\bTestmail/, "Test-E-Mail"],
    [/"|'/, "„…“, ’"],
    [/!/, "a full stop"],
  ],
  fr: [
    [/'/, "’"],
    [/[^\u00a0][:;?!»]/, "a blank that does not break before : ; ? ! »"],
    [/«[^\u00a0]/, "a blank that does not break after «"],
    [/\b(courriels?|emails?|mails?)\b(?<!e-mails?)/i, "e-mail"],
    [/\bpropriétaires?\b/i, "titulaire"],
    [/\bopérateurs?\b/i, "exploitant"],
    [/(?<!\p{L})étrang(er|ère)s?\b/iu, "d’autrui"],
    [/(?<!connecté )en tant que/i, "avec"],
    [/(?<!\p{L})écri(re|t|vez)\b [^.]*\bavec\b/iu, "envoyer avec"],
    [/\bdeuxième étape\b/i, "second facteur"],
    [/\bboîtes?\b(?! aux lettres)/i, "boîte aux lettres"],
    [/\b(veuillez|merci de|succès|invalides?|s’il vous plaît)\b/i, "what to do, or what is so"],
  ],
};

/** What the words of each language hold that its rules do not allow. */
export function findVoiceFaults(languages: Readonly<Record<string, Texts>>): string[] {
  return Object.entries(languages).flatMap(([language, sections]) =>
    Object.entries(sections).flatMap(([section, texts]) =>
      Object.entries(texts).flatMap(([key, text]) =>
        (RULES[language] ?? [])
          .filter(([fault]) => fault.test(text.replace(/\{\{\w+\}\}/g, "x")))
          .map(([fault, instead]) => `${language}: ${section}.${key} says "${fault.exec(text)?.[0]}": ${instead}`),
      ),
    ),
  );
}
