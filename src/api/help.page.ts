import type { FastifyInstance } from "fastify";

/**
 * `/console/identities`: where the text of a refusal leads. A person lands here who could not send, so it says in three
 * languages what to do next. The other paths below `/console` are where mails to administrators lead: until there is a
 * console, they say where the same is done. The pages know nobody and keep nothing.
 */
export function registerHelp(app: FastifyInstance): void {
  const refusal = pageOf("Why was my message refused?", TEXTS);
  const administration = pageOf("Where is this decided?", ADMINISTRATION);
  for (const [path, page] of [
    ["/console/identities", refusal],
    ["/console", administration],
    ["/console/*", administration],
  ] as const) {
    app.get(path, async (_request, reply) =>
      reply.header("content-security-policy", POLICY).type("text/html").send(page),
    );
  }
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

interface HelpText {
  readonly language: string;
  readonly title: string;
  readonly why: string;
  readonly steps: readonly string[];
}

const TEXTS: readonly HelpText[] = [
  {
    language: "en",
    title: "Your message was not sent",
    why: "You tried to send from an address that is not registered for your mailbox. This protects everybody's name, yours too.",
    steps: [
      "Open the settings of your webmail or your control panel and add the address as an identity.",
      "The owner of the address gets a mail and is asked to confirm. Tell them the two-digit number that you see.",
      "Once it is confirmed, send your message again. Until then, use your own address.",
    ],
  },
  {
    language: "de",
    title: "Ihre Nachricht wurde nicht gesendet",
    why: "Sie wollten von einer Adresse senden, die für Ihr Postfach nicht eingetragen ist. Das schützt den Namen aller, auch Ihren.",
    steps: [
      "Tragen Sie die Adresse in den Einstellungen Ihres Webmailers oder Ihrer Verwaltung als Identität ein.",
      "Der Inhaber der Adresse wird per E-Mail gefragt. Nennen Sie ihm die zweistellige Zahl, die Sie sehen.",
      "Ist sie bestätigt, senden Sie die Nachricht noch einmal. Bis dahin gilt Ihre eigene Adresse.",
    ],
  },
  {
    language: "fr",
    title: "Votre message n’a pas été envoyé",
    why: "Vous avez voulu envoyer depuis une adresse qui n’est pas enregistrée pour votre boîte. Cela protège le nom de chacun, le vôtre aussi.",
    steps: [
      "Ajoutez l’adresse comme identité dans les réglages de votre webmail ou de votre panneau de gestion.",
      "Le propriétaire de l’adresse reçoit un courriel. Donnez-lui le nombre à deux chiffres que vous voyez.",
      "Une fois confirmée, renvoyez votre message. En attendant, utilisez votre propre adresse.",
    ],
  },
];

const ADMINISTRATION: readonly HelpText[] = [
  {
    language: "en",
    title: "This is decided in your control panel",
    why: "Requests, proposals and what enforcement would refuse are shown and answered there.",
    steps: [
      "Sign in to the control panel of your provider and open the part about senders.",
      "Whoever works with the API directly uses the queries approvals, proposals, authorizations and readiness.",
    ],
  },
  {
    language: "de",
    title: "Das entscheiden Sie in Ihrer Verwaltung",
    why: "Anfragen, Vorschläge und was abgewiesen würde, sehen und beantworten Sie dort.",
    steps: [
      "Melden Sie sich in der Verwaltung Ihres Anbieters an und öffnen Sie den Teil über Absender.",
      "Wer die API selbst nutzt, nimmt die Abfragen approvals, proposals, authorizations und readiness.",
    ],
  },
  {
    language: "fr",
    title: "Cela se décide dans votre panneau de gestion",
    why: "Les demandes, les propositions et ce qui serait refusé s’y affichent et s’y traitent.",
    steps: [
      "Connectez-vous au panneau de gestion de votre fournisseur et ouvrez la partie sur les expéditeurs.",
      "Avec l’API, utilisez les requêtes approvals, proposals, authorizations et readiness.",
    ],
  },
];

function pageOf(title: string, texts: readonly HelpText[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
  :root { color-scheme: light dark; --ink: #1c2430; --paper: #f5f6f8; --card: #fff; --line: #d9dee6 }
  @media (prefers-color-scheme: dark) { :root { --ink: #e8ecf3; --paper: #12161d; --card: #1b212b; --line: #2d3644 } }
  body { margin: 0; padding: 2rem 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif }
  main { max-width: 42rem; margin: auto; display: grid; gap: 1rem }
  section { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem 1.5rem }
  h2 { margin: 0 0 .5rem; font-size: 1.2rem } ol { margin: .75rem 0 0; padding-left: 1.25rem } li { margin: .35rem 0 }
</style>
</head>
<body><main>${texts.map(sectionOf).join("\n")}</main></body>
</html>`;
}

function sectionOf({ language, title, why, steps }: HelpText): string {
  const items = steps.map((step) => `<li>${step}</li>`).join("");
  return `<section lang="${language}"><h2>${title}</h2><p>${why}</p><ol>${items}</ol></section>`;
}
