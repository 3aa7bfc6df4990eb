import type { WarningTexts } from "../../terminal.types.js";

export const warningTexts: WarningTexts = {
  policyWarning: {
    brakeOff:
      "L’application commence le {{date}} et le frein est désactivé (holdThreshold 0) : rien ne l’arrête si elle devait refuser bien plus que prévu. Définissez holdThreshold, ou retirez la valeur pour que celle par défaut s’applique.",
    complaintsOff:
      "À partir du {{date}}, des e-mails sont refusés et les plaintes ne suspendent rien (complaintThreshold 0). Définissez complaintThreshold, ou retirez la valeur pour que celle par défaut s’applique.",
  },
};
