import type { Translated } from "./catalogue.types.js";
import type { alarmMails } from "./en/mails/alarms.js";
import type { commonMails } from "./en/mails/common.js";
import type { signInMails } from "./en/mails/sign-ins.js";
import type { accountMails } from "./en/mails/to-accounts.js";
import type { administratorMails } from "./en/mails/to-administrators.js";
import type { ownerMails } from "./en/mails/to-owners.js";

export type CommonMailTexts = Translated<typeof commonMails>;

export type OwnerMailTexts = Translated<typeof ownerMails>;

export type AccountMailTexts = Translated<typeof accountMails>;

export type AdministratorMailTexts = Translated<typeof administratorMails>;

export type AlarmMailTexts = Translated<typeof alarmMails>;

export type SignInMailTexts = Translated<typeof signInMails>;
