import type { WarningTexts } from "../../terminal.types.js";

export const warningTexts: WarningTexts = {
  policyWarning: {
    brakeOff:
      "Die Durchsetzung beginnt am {{date}}, und die Bremse ist aus (holdThreshold 0): Nichts hält sie auf, wenn sie viel mehr ablehnen würde als erwartet. Setzen Sie holdThreshold, oder entfernen Sie den Wert, damit der Standard gilt.",
    complaintsOff:
      "Ab {{date}} werden E-Mails abgelehnt, und Beschwerden halten nichts an (complaintThreshold 0). Setzen Sie complaintThreshold, oder entfernen Sie den Wert, damit der Standard gilt.",
  },
};
