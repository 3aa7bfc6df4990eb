/** What operators read: warnings of the API, and on a terminal. */
export const warningTexts = {
  policyWarning: {
    brakeOff:
      "Enforcement begins on {{date}} and the brake is off (holdThreshold 0): nothing stops it when it would refuse much more than expected. Set holdThreshold, or take it off so that the default holds.",
    complaintsOff:
      "From {{date}} mail is refused and complaints suspend nothing (complaintThreshold 0). Set complaintThreshold, or take it off so that the default holds.",
  },
} as const;
