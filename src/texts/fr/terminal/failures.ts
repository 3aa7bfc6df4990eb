import type { FailureTexts } from "../../terminal.types.js";

export const failureTexts: FailureTexts = {
  failure: {
    listening: "{{message}} ; voyez ce qui s’y trouve, ou indiquez un autre endroit",
    accessDenied: "La base refuse l’utilisateur ou le mot de passe de DATABASE_URL",
    noDatabase: "La base nommée dans DATABASE_URL n’existe pas ; créez-la, ou corrigez son nom (docs/operations.md)",
    notGranted:
      "L’utilisateur de DATABASE_URL ne peut pas utiliser cette base ; accordez-lui ce droit (docs/operations.md)",
    noConnectionLeft: "La base n’a plus de connexion libre ; augmentez max_connections, ou réduisez DATABASE_POOL_SIZE",
    connectionLost: "La base a mis fin à la connexion ; vérifiez qu’elle fonctionne",
    noTables: "Les tables manquent ; lancez d’abord `mayfrom migrate`",
    otherTables: "Les tables sont d’une autre version ; lancez d’abord `mayfrom migrate`",
    cannotOpen:
      "La base de DATA_DIR ne peut pas être ouverte ; vérifiez à qui elle appartient et si le disque est plein",
    notIntact: "Le fichier mayfrom.sqlite de DATA_DIR n’est pas une base intacte ; remplacez-le par une sauvegarde",
    readOnly: "La base de DATA_DIR ne peut pas être écrite ; vérifiez à qui elle appartient",
    held: "Un autre programme tient la base de DATA_DIR ; arrêtez-le d’abord",
    dataDiskFull: "Le disque qui porte DATA_DIR est plein",
    placeTaken:
      "{{place}} est pris par un autre programme ; arrêtez-le, ou écoutez ailleurs (PORT, ou la variable correspondante)",
    notOurAddress: "{{place}} n’est pas une adresse de cette machine ; corrigez HOST, ou la variable correspondante",
    noAnswer: "{{place}} ne répond pas ({{code}}) ; vérifiez que c’est le bon endroit et que tout y fonctionne",
    noAddress:
      "Aucune adresse ne correspond au nom d’un serveur ; corrigez-le dans l’environnement (DATABASE_URL, SMTP_URL)",
    notThere: "{{path}} n’existe pas",
    isDirectory: "C’est un répertoire ; indiquez un fichier qui s’y trouve",
    mayNotListen: "{{place}} : cet utilisateur ne peut pas y écouter",
    mayNotUse: "{{place}} : cet utilisateur ne peut pas l’utiliser",
    diskFull: "Le disque est plein",
    pending: "Des migrations sont en attente ; lancez d’abord `mayfrom migrate`",
  },
};
