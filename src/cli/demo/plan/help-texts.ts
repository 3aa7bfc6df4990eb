/** What a reseller wrote for its people in place of the console's own help. */
export interface SampleHelp {
  readonly reseller: string;
  readonly writtenDaysAgo: number;
  readonly texts: readonly { readonly language: string; readonly screen?: string; readonly text: string }[];
}

export const SAMPLE_HELP: readonly SampleHelp[] = [
  {
    reseller: "fjord",
    writtenDaysAgo: 31,
    texts: [
      {
        language: "de",
        text: [
          "Sie senden bei uns unter Ihrer eigenen Adresse und unter jeder, deren Inhaber Ja gesagt hat.",
          "Wurde eine E-Mail abgelehnt? Fügen Sie die Adresse unter „Meine Absender“ hinzu. Der Inhaber bekommt eine Frage mit einer Zahl; sobald er sie bestätigt hat, senden Sie die E-Mail noch einmal.",
          "Montag bis Freitag von 9 bis 17 Uhr helfen wir am Telefon.\nMehr steht unter https://fjord-studio.example/hilfe/absender.",
        ].join("\n\n"),
      },
      {
        language: "en",
        text: [
          "With us you send as your own address, and as any other whose owner has said yes.",
          "Was an email refused? Add the address under “My senders”. Its owner gets a question with a number; send the email again once it is confirmed.",
          "We help by telephone from Monday to Friday, 9 to 17.\nMore at https://fjord-studio.example/help/senders.",
        ].join("\n\n"),
      },
    ],
  },
  {
    reseller: "harbor",
    writtenDaysAgo: 27,
    texts: [
      {
        language: "fr",
        text: [
          "Chez nous, vous envoyez avec votre propre adresse et avec toute autre dont le titulaire a dit oui.",
          "Un e-mail a été rejeté ? Ajoutez l’adresse sous « Mes expéditeurs ». Son titulaire reçoit une question avec un numéro ; dès qu’il l’a confirmée, envoyez l’e-mail de nouveau.",
          "Pour les cabinets et les écoles, votre administrateur peut répondre à la place du titulaire.",
        ].join("\n\n"),
      },
      {
        language: "fr",
        screen: "SENDERS",
        text: "Les adresses du cabinet (reception@, newsletter@) sont déjà autorisées. N’ajoutez ici que les vôtres.",
      },
      {
        language: "fr",
        screen: "REQUESTS",
        text: "N’approuvez que les personnes de votre maison. Pour un prestataire, appelez-nous d’abord.",
      },
    ],
  },
];
